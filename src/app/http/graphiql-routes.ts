import { hash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.ttf': 'font/ttf', '.txt': 'text/plain; charset=utf-8',
}

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

interface Asset { readonly type: string; readonly tag: string; readonly plain: Buffer; readonly gzipped: Buffer }

/**
 * The GraphiQL page, from the bundle in `folder`, without a request to any other host.
 * Gives false, and serves nothing, when the bundle is not there.
 */
export const addGraphiqlRoutes = (app: FastifyInstance, folder: string): boolean => {
  if (!existsSync(join(folder, 'graphiql.js'))) return false
  const names = new Set(readdirSync(folder).filter((name) => extname(name) in types))
  const assets = new Map<string, Asset>()
  const assetOf = (name: string): Asset | null => {
    if (!names.has(name)) return null
    let asset = assets.get(name)
    if (asset === undefined) {
      asset = makeAsset(readFileSync(join(folder, name)), types[extname(name)]!)
      assets.set(name, asset)
    }
    return asset
  }
  const html = makeAsset(Buffer.from(page), 'text/html; charset=utf-8')
  app.get('/graphiql', (request, reply) => send(request, reply.header('content-security-policy', policy), html))
  app.get<{ Params: { name: string } }>('/graphiql/:name', (request, reply) => {
    const asset = assetOf(request.params.name)
    return asset === null ? reply.callNotFound() : send(request, reply, asset)
  })
  return true
}

const makeAsset = (plain: Buffer, type: string): Asset => ({ type, plain, gzipped: gzipSync(plain), tag: `"${hash('sha1', plain, 'base64url')}"` })

const send = (request: FastifyRequest, reply: FastifyReply, { type, tag, plain, gzipped }: Asset): FastifyReply => {
  void reply.headers({ etag: tag, vary: 'accept-encoding', 'cache-control': 'no-cache' })
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  void reply.header('content-type', type)
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  return takesGzip ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(plain)
}
