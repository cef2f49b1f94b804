import type { Timers } from '../../../domain/timers'
import { Agent, request } from 'node:https'
import { gunzipSync } from 'node:zlib'

export interface Answer { readonly status: number; readonly body: string }
export interface PostRequest { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }
/** Sends one request and gives the whole answer. @throws Error when none comes in time, or one that is too long */
export type Post = (request: PostRequest, signal: AbortSignal) => Promise<Answer>
export interface PostClient { readonly post: Post; close(): void }

const MOST_BYTES = 32 * 1024 * 1024
/** As long as other clients of Betfair wait; the exchange itself takes up to 16 s over a big catalogue. */
const ANSWER_MS = 20_000
/** Betfair closes connections after 3 minutes without a request. */
const IDLE_MS = 150_000

export interface PostClientDeps { readonly timers: Timers; readonly ca: string | null; readonly certificate: { readonly cert: string; readonly key: string } | null }

/** Requests by HTTPS over connections that are kept, with answers packed by gzip. Never sends `Expect`. */
export function createPostClient({ timers, ca, certificate }: PostClientDeps): PostClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 4, timeout: IDLE_MS, ...(ca === null ? {} : { ca }), ...certificate })
  const post: Post = ({ url, headers, body }, signal) => new Promise((resolve, reject) => {
    const { host } = new URL(url)
    const fail = (error: Error): void => { cancel(); outgoing.destroy(); reject(error) }
    const outgoing = request(url, { method: 'POST', agent, signal, headers: { ...headers, 'Accept-Encoding': 'gzip', 'Content-Length': Buffer.byteLength(body) } }, (answer) => {
      const pieces: Buffer[] = []
      let held = 0
      answer.on('data', (piece: Buffer) => {
        held += piece.length
        if (held > MOST_BYTES) fail(new Error(`${host} answered with more than ${MOST_BYTES} bytes`))
        else pieces.push(piece)
      })
      answer.on('error', fail)
      answer.on('end', () => {
        cancel()
        try {
          const bytes = Buffer.concat(pieces)
          const plain = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes
          resolve({ status: answer.statusCode ?? 0, body: plain.toString('utf8') })
        } catch (error) { reject(error as Error) }
      })
    })
    const cancel = timers.after(ANSWER_MS, () => { fail(new Error(`${host} did not answer within ${ANSWER_MS / 1000} s`)) })
    outgoing.on('error', fail)
    outgoing.end(body)
  })
  return { post, close: () => { agent.destroy() } }
}
