import { AppError } from '../../../domain/errors'

/** What tells the server which version is known. */
export interface Validators { readonly etag: string | null; readonly modified: string | null }
export const NO_VALIDATORS: Validators = { etag: null, modified: null }
/** `json` is undefined when the server says that nothing is new. */
export interface Fetched { readonly json: unknown; readonly validators: Validators }
export interface FetchOptions { readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly timeoutMs: number; readonly largestBytes: number; readonly signal: AbortSignal }

/** The server asks to be left alone so long. */
export class Refusal extends Error {
  constructor(message: string, readonly retryAfterMs: number | null) { super(message) }
}
const retryAfter = (header: string | null): number | null => {
  const seconds = Number(header ?? 'none')
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}
async function bodyOf(response: Response, largestBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength
    if (size > largestBytes) throw new Error(`the answer is larger than ${largestBytes} bytes`)
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks).toString('utf8')
}
/** Asks once. Throws when there is no answer in time, it is no success, too large or no JSON. */
export async function fetchDocument({ url, headers, timeoutMs, largestBytes, signal }: FetchOptions, known: Validators): Promise<Fetched> {
  const response = await fetch(url, {
    headers: { accept: 'application/json', ...headers, ...(known.etag === null ? {} : { 'if-none-match': known.etag }), ...(known.modified === null ? {} : { 'if-modified-since': known.modified }) },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  })
  if (response.status === 304) { await response.body?.cancel(); return { json: undefined, validators: known } }
  if (!response.ok) {
    await response.body?.cancel()
    throw new Refusal(`the answer is ${response.status} ${response.statusText}`.trimEnd(), retryAfter(response.headers.get('retry-after')))
  }
  const text = await bodyOf(response, largestBytes)
  let json: unknown
  try { json = JSON.parse(text) } catch (cause) { throw new AppError('BAD_USER_INPUT', `the answer is no JSON: ${(cause as Error).message}`, { cause }) }
  return { json, validators: { etag: response.headers.get('etag'), modified: response.headers.get('last-modified') } }
}
/** @throws AppError CONFIG_INVALID for an address that is neither http nor https */
export const httpAddress = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new AppError('CONFIG_INVALID', `${JSON.stringify(text)} is no address of prices: give one that begins with http:// or https://.`)
  return url
}
