import { dirname } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { addPage } from '../http/page-assets'

/** Swagger UI asks its validator in the internet unless told not to. A key that is typed in stays in the page. */
const START = `SwaggerUIBundle({ url: '/rest/openapi.json', dom_id: '#rest', deepLinking: true, validatorUrl: null, docExpansion: 'list', defaultModelsExpandDepth: -1, displayRequestDuration: true, persistAuthorization: false, queryConfigEnabled: false, presets: [SwaggerUIBundle.presets.apis] })\n`

/** Nothing from anywhere else, no inline script. Swagger UI writes its styles inline. */
const policy = [
  "default-src 'none'", "script-src 'self'", "connect-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ')

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>REST · racegraph</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/rest/page/swagger-ui.css">
</head>
<body>
<div id="rest">Loading …</div>
<noscript>This page needs JavaScript. What it shows is in /rest/openapi.json.</noscript>
<script src="/rest/page/swagger-ui-bundle.js"></script>
<script src="/rest/page/start.js"></script>
</body>
</html>
`

/** The page at /rest: Swagger UI from its package, without a request to any other host. */
export const addDocsPage = (app: FastifyInstance): void => {
  app.get('/rest/', (_request, reply) => reply.redirect('/rest', 308))
  addPage(app, { path: '/rest', html: page, policy, folder: dirname(require.resolve('swagger-ui-dist/package.json')), files: ['swagger-ui.css', 'swagger-ui-bundle.js'], filesAt: '/rest/page', written: new Map([['start.js', START]]) })
}
