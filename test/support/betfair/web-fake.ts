import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { gzipSync } from 'node:zlib'
import type { Bell } from './bell'
import { certificates } from './certificates'

export interface WebRequest { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string; /** The client showed the certificate that the account knows. */ readonly certified: boolean }
export interface CatalogueRequest { readonly id: number; readonly method: string; readonly params: { readonly filter: { readonly marketIds?: readonly string[]; readonly marketStartTime?: { readonly from: string } }; readonly marketProjection: readonly string[]; readonly maxResults: number } }
/** An answer: JSON with 200 unless said otherwise; null: none ever comes. */
export type WebAnswer = { readonly status?: number; readonly json?: unknown; readonly text?: string } | null
export interface WebScript {
  /** Answers to logins in their order; the last again and again. */
  readonly logins?: readonly WebAnswer[]
  readonly keepAlives?: readonly WebAnswer[]
  readonly catalogue?: (request: CatalogueRequest) => WebAnswer
}
export interface WebFake {
  readonly url: string
  readonly logins: readonly WebRequest[]
  readonly keepAlives: readonly WebRequest[]
  readonly catalogues: readonly { readonly request: CatalogueRequest; readonly headers: IncomingMessage['headers'] }[]
  /** Connections that clients opened. */
  readonly opened: number
  close(): Promise<void>
}

const nth = <T>(all: readonly T[], place: number): T | undefined => all[Math.min(place, all.length - 1)]
export const API_PATH = '/exchange/betting/json-rpc/v1'

/** Identity and betting API, by HTTPS. Logins succeed with `session-1`, `session-2` ..., and no market is listed, unless the script says otherwise. */
export async function startWebFake({ logins: loginAnswers, keepAlives: keepAnswers, catalogue }: WebScript, bell: Bell): Promise<WebFake> {
  const { server: pair, client } = await certificates()
  const [logins, keepAlives, catalogues]: [WebRequest[], WebRequest[], { request: CatalogueRequest; headers: IncomingMessage['headers'] }[]] = [[], [], []]
  const sockets = new Set<object>()
  const answerTo = (request: WebRequest): WebAnswer => {
    if (request.path === '/api/certlogin' || request.path === '/api/login') {
      const place = logins.push(request) - 1
      const token = `session-${place + 1}`
      return nth(loginAnswers ?? [], place) ?? { json: request.path === '/api/login' ? { token, product: 'test', status: 'SUCCESS', error: '' } : { sessionToken: token, loginStatus: 'SUCCESS' } }
    }
    if (request.path === '/api/keepAlive') {
      const place = keepAlives.push(request) - 1
      return keepAnswers === undefined ? { json: { token: request.headers['x-authentication'], product: 'test', status: 'SUCCESS', error: '' } } : nth(keepAnswers, place) ?? null
    }
    if (request.path !== API_PATH) return { status: 404, text: 'no such path' }
    const asked = JSON.parse(request.body) as CatalogueRequest
    catalogues.push({ request: asked, headers: request.headers })
    return catalogue === undefined ? { json: { jsonrpc: '2.0', result: [], id: asked.id } } : catalogue(asked)
  }
  const server = createServer({ cert: pair.cert, key: pair.key, ca: client.cert, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => { pieces.push(piece) })
    request.on('end', () => {
      const answer = answerTo({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces).toString('utf8'), certified: (request.socket as TLSSocket).authorized })
      bell.ring()
      if (answer === null) return
      const body = Buffer.from(answer.text ?? JSON.stringify(answer.json))
      const packed = request.headers['accept-encoding']?.includes('gzip') === true
      response.writeHead(answer.status ?? 200, { 'Content-Type': 'application/json', ...(packed ? { 'Content-Encoding': 'gzip' } : {}) })
      response.end(packed ? gzipSync(body) : body)
    })
  })
  let opened = 0
  server.on('secureConnection', (socket) => { opened++; sockets.add(socket); socket.on('close', () => { sockets.delete(socket) }) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, logins, keepAlives, catalogues,
    get opened() { return opened },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
