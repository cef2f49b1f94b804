/** A request that an HTTP client can make. Header names may repeat. */
export interface ClientRequest {
  readonly method: string
  readonly path: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer | string | null
}
/** Bytes that no client would send, one character each, on a connection of their own that is half-closed after them. */
export interface RawRequest { readonly bytes: string }
export type FuzzRequest = ClientRequest | RawRequest

export const isRaw = (request: FuzzRequest): request is RawRequest => 'bytes' in request

/** A POST of a JSON text to the graph. */
export const postText = (body: string | Buffer, accept: string | null = null): ClientRequest => ({
  method: 'POST', path: '/graphql', headers: [['content-type', 'application/json'], ...(accept === null ? [] : [['accept', accept] as const])], body,
})
export const post = (body: unknown, accept: string | null = null): ClientRequest => postText(JSON.stringify(body), accept)

/** In a report: printable, and short where it is long. */
export const describeRequest = (request: FuzzRequest): string => {
  if (isRaw(request)) return `raw ${clip(JSON.stringify(request.bytes))}`
  const { method, path, headers, body } = request
  const shown = body === null ? '' : typeof body === 'string' ? body : `(base64) ${body.toString('base64')}`
  return `${method} ${clip(path)} ${JSON.stringify(headers)} ${clip(shown)}`
}
const clip = (text: string): string => (text.length <= 3_000 ? text : `${text.slice(0, 2_500)} … (${text.length} characters)`)
