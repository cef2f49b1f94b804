import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { addPage } from './page-assets'

/** Nothing from anywhere else, no inline script. The editor writes its styles inline. */
const policy = [
  "default-src 'none'", "script-src 'self'", "worker-src 'self'", "connect-src 'self'", "style-src 'self' 'unsafe-inline'", "font-src 'self' data:", "img-src 'self' data:",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ')

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphiQL · racegraph</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<style>html, body { margin: 0; height: 100% } #graphiql { height: 100vh }</style>
</head>
<body>
<div id="graphiql">Loading …</div>
<noscript>GraphiQL needs JavaScript. The graph itself is at /graphql.</noscript>
<script src="/graphiql/graphiql.js"></script>
</body>
</html>
`

/**
 * The GraphiQL page, from the bundle in `folder`, without a request to any other host.
 * Gives false, and serves nothing, when the bundle is not there.
 */
export const addGraphiqlRoutes = (app: FastifyInstance, folder: string): boolean => {
  if (!existsSync(join(folder, 'graphiql.js'))) return false
  addPage(app, { path: '/graphiql', html: page, policy, folder })
  return true
}
