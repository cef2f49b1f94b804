import { hash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.ttf': 'font/ttf', '.txt': 'text/plain; charset=utf-8',
}

interface Asset { readonly type: string; readonly tag: string; readonly plain: Buffer; readonly gzipped: Buffer }
export interface Page { readonly path: string; readonly html: string; /** Content-Security-Policy. */ readonly policy: string; /** Of what it loads. */ readonly folder: string; /** Those of its files that it loads, and no others; all unless said. */ readonly files?: readonly string[]; /** Where its files are; where the page is unless said. */ readonly filesAt?: string; /** Texts of further files, by name. */ readonly written?: ReadonlyMap<string, string> }

/** A page and the files of its folder, kept in memory once they were asked for. */
export const addPage = (app: FastifyInstance, { path, html, policy, folder, files = readdirSync(folder), filesAt = path, written = new Map() }: Page): void => {
  const names = new Set([...files, ...written.keys()].filter((name) => extname(name) in types))
  const assets = new Map<string, Asset>()
  const contentOf = (name: string): Buffer => {
    const text = written.get(name)
    return text === undefined ? readFileSync(join(folder, name)) : Buffer.from(text)
  }
  const assetOf = (name: string): Asset | null => {
    if (!names.has(name)) return null
    let asset = assets.get(name)
    if (asset === undefined) {
      asset = makeAsset(contentOf(name), types[extname(name)] ?? '')
      assets.set(name, asset)
    }
    return asset
  }
  const page = makeAsset(Buffer.from(html), 'text/html; charset=utf-8')
  app.get(path, (request, reply) => send(request, reply.header('content-security-policy', policy), page))
  app.get<{ Params: { name: string } }>(`${filesAt}/:name`, (request, reply) => {
    const asset = assetOf(request.params.name)
    return asset === null ? reply.callNotFound() : send(request, reply.header('content-security-policy', policy), asset)
  })
}

const makeAsset = (plain: Buffer, type: string): Asset => ({ type, plain, gzipped: gzipSync(plain), tag: `"${hash('sha1', plain, 'base64url')}"` })

const send = (request: FastifyRequest, reply: FastifyReply, { type, tag, plain, gzipped }: Asset): FastifyReply => {
  void reply.headers({ etag: tag, vary: 'accept-encoding', 'cache-control': 'no-cache' })
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  void reply.header('content-type', type)
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  return takesGzip ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(plain)
}
