import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { request as plain, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { retryAfterOf } from '../../usecases/webhooks/back-off'
import type { PostOutcome, PostWebhook } from '../../usecases/webhooks/ports'
import { isPublicAddress } from './public-address'

/** All addresses of a name. */
export type Resolve = (name: string, done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void) => void
export interface PostDeps {
  /** From the first step to the end of the headers of the answer, milliseconds. */
  readonly timeoutMs: number
  /** Allow `http:` and addresses that are not of the public internet. */
  readonly allowPrivate: boolean
  readonly userAgent: string
  readonly now: () => number
  /** Breaks off what is under way. */
  readonly signal?: AbortSignal
  readonly resolve?: Resolve
}
/** What is read of an answer, bytes. */
const ANSWER_BYTES = 512
const NOT_PUBLIC = 'it must be reachable over the public internet'
const MOST_HEADERS = 16_384
const resolveAll: Resolve = (name, done) => { systemLookup(name, { all: true, verbatim: true }, (error, addresses) => { done(error, addresses) }) }

class Refused extends Error {}
const refusePrivate = (host: string): Refused => new Refused(`${host} is, or leads to, an address that is not public`)

/** Name resolution that gives out public addresses only: what is connected to is what was checked. One that is not public refuses the name. */
const publicLookup = (resolve: Resolve): NonNullable<RequestOptions['lookup']> => (name, options, done) => {
  resolve(name, (error, addresses) => {
    if (error !== null) return done(error, '', 0)
    const [first] = addresses
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) return done(refusePrivate(name), '', 0)
    if (options.all === true) done(null, [...addresses])
    else done(null, first.address, first.family)
  })
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')
/** What is wrong with an address before anything is resolved; null for nothing. Names are looked at when they are resolved. */
function addressProblem(text: string, allowPrivate: boolean): string | null {
  const url = URL.parse(text)
  if (url === null || text.length > 2_048) return 'it must be a URL of at most 2048 characters'
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'it must begin with https://'
  if (url.username !== '' || url.password !== '') return 'it must have no user and no password in it; what is sent is signed'
  return !allowPrivate && isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url)) ? NOT_PUBLIC : null
}
/** The same, and names that can only be of this machine: for whoever gives the address. */
export const urlProblem = (text: string, allowPrivate: boolean): string | null =>
  addressProblem(text, allowPrivate) ?? (!allowPrivate && /(^|\.)(localhost|local|internal)\.?$/i.test(hostOf(new URL(text))) ? NOT_PUBLIC : null)

/** Sends one body, over a connection of its own whose address is looked at when it is made. Redirects are answers like any other; of the answer little is read. */
export const createPost = ({ timeoutMs, allowPrivate, userAgent, now, signal: stopping, resolve = resolveAll }: PostDeps): PostWebhook => (url, headers, body) => {
  const began = now()
  const end = (part: Partial<PostOutcome>): PostOutcome => ({ status: null, retryAfterMs: null, error: null, ms: now() - began, answer: '', stopped: false, ...part })
  const problem = addressProblem(url, allowPrivate)
  if (problem !== null) return Promise.resolve(end({ error: problem }))
  const deadline = AbortSignal.timeout(timeoutMs)
  const signal = stopping === undefined ? deadline : AbortSignal.any([deadline, stopping])
  return new Promise((done) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (stopping?.aborted === true) done(end({ stopped: true, error: 'broken off' }))
      else if (deadline.aborted) done(end({ error: `no answer within ${timeoutMs} ms` }))
      else done(end({ error: error instanceof Refused ? error.message : `the connection failed (${error.code ?? error.message})` }))
    }
    const answered = (response: IncomingMessage): void => {
      const status = response.statusCode ?? 0
      let answer = ''
      const over = (): void => {
        response.destroy()
        done(end({ status, retryAfterMs: retryAfterOf(response.headers['retry-after'], now()), error: status >= 200 && status < 300 ? null : `it answered ${status}`, answer: answer.slice(0, ANSWER_BYTES) }))
      }
      response.setEncoding('latin1')
      response.on('data', (chunk: string) => { answer += chunk.slice(0, ANSWER_BYTES); if (answer.length >= ANSWER_BYTES) over() })
      // The status decides, whatever becomes of the rest.
      for (const event of ['end', 'error', 'aborted'] as const) response.once(event, over)
    }
    const send = url.startsWith('https:') ? secure : plain
    send(url, {
      method: 'POST', agent: false, signal, maxHeaderSize: MOST_HEADERS, ...(allowPrivate ? {} : { lookup: publicLookup(resolve) }),
      headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': userAgent, connection: 'close' },
    }, answered).on('error', failed).end(body)
  })
}
