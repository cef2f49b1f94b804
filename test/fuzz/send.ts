import { connect } from 'node:net'
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { isRaw, type ClientRequest, type FuzzRequest, type RawRequest } from './request'

export type Answer =
  | { readonly kind: 'http'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly text: string }
  | { readonly kind: 'raw'; readonly text: string }
  /** No answer came in time. */
  | { readonly kind: 'hang' }
  /** The connection broke before an answer was whole. */
  | { readonly kind: 'cut'; readonly code: string }

export interface Sender { send(request: FuzzRequest): Promise<Answer>; close(): void }

/** Sends to a server on this machine over kept-alive connections; every answer must come within `patienceMs`. */
export const createSender = (origin: string, connections: number, patienceMs: number): Sender => {
  const { hostname, port, protocol } = new URL(origin)
  if (protocol !== 'http:' || !['127.0.0.1', 'localhost'].includes(hostname)) throw new Error(`the fuzzer attacks only this machine, not ${origin}`)
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    send: (request) => (isRaw(request) ? sendRaw(request, Number(port), patienceMs) : sendHttp(request, Number(port), agent, patienceMs)),
    close: () => { agent.destroy() },
  }
}

const sendHttp = ({ method, path, headers, body }: ClientRequest, port: number, agent: Agent, patienceMs: number): Promise<Answer> => new Promise((resolve) => {
  const length = body === null ? [] : ['content-length', String(Buffer.byteLength(body))]
  const outgoing = httpRequest({ host: '127.0.0.1', port, agent, method, path, headers: ['host', `127.0.0.1:${port}`, ...headers.flat(), ...length] })
  const timer = setTimeout(() => { resolve({ kind: 'hang' }); outgoing.destroy() }, patienceMs)
  const settle = (answer: Answer): void => { clearTimeout(timer); resolve(answer) }
  outgoing.on('response', (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => { settle(whole(response, Buffer.concat(chunks))) }).on('error', (error: NodeJS.ErrnoException) => { settle({ kind: 'cut', code: error.code ?? error.message }) })
  })
  outgoing.on('upgrade', (_response, socket) => { socket.destroy(); settle({ kind: 'cut', code: 'UPGRADED' }) })
  outgoing.on('error', (error: NodeJS.ErrnoException) => { settle({ kind: 'cut', code: error.code ?? error.message }) })
  outgoing.end(body ?? undefined)
})

const whole = (response: IncomingMessage, body: Buffer): Answer => {
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]))
  const coding = headers['content-encoding']
  const plain = body.length === 0 ? body : coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body
  return { kind: 'http', status: response.statusCode ?? 0, headers, text: plain.toString('utf8') }
}

const sendRaw = ({ bytes }: RawRequest, port: number, patienceMs: number): Promise<Answer> => new Promise((resolve) => {
  let heard = ''
  const socket = connect(port, '127.0.0.1')
  const timer = setTimeout(() => { resolve({ kind: 'hang' }); socket.destroy() }, patienceMs)
  socket.on('data', (chunk) => { heard += chunk.toString('latin1') })
  socket.on('error', () => undefined) // a cut while we still write: what was heard counts
  socket.on('close', () => { clearTimeout(timer); resolve({ kind: 'raw', text: heard }) })
  socket.end(Buffer.from(bytes, 'latin1'))
})
