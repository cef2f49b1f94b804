import { statusWithoutData } from '../../src/app/http/http-status'
import { graphqlResponseType, jsonType } from '../../src/app/http/media-type'
import { describeRequest, isRaw, type FuzzRequest } from './request'
import type { Answer } from './send'

interface ErrorSeen { readonly message?: unknown; readonly path?: unknown; readonly locations?: unknown; readonly extensions?: { readonly code?: unknown } }
interface BodySeen { readonly data?: unknown; readonly errors?: readonly ErrorSeen[]; readonly extensions?: unknown }

const statuses = new Set([200, 204, 304, 400, 403, 404, 405, 406, 408, 413, 414, 415, 417, 429, 431])
/** Largest body that the server reads; of a larger one it may stop listening before all is sent. */
const readWhole = 250_000

/** Words that only the inside of the server knows. */
const internals = [
  /node_modules/, /\/(?:home|tmp|usr|root|srv|var|work|opt|app)\//, /\.[cm]?[jt]s:\d+/, /\bat [\w.<>]+ \(/, /stacktrace/i, /\b(?:App|Type|Range|Reference|Syntax|Assertion|Database|Fastify|Invariant)Error\b/, /FST_\w+/, /\bE(?:CONN|PIPE|INVAL)\w*/,
  /\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|JOIN|FROM|LATERAL|UNION)\b/, /relation "/, /column "/, /syntax error at or near/, /invalid input syntax/, /invalid byte sequence/, /out of range for type/, /prepared statement/, /operator does not exist/, /value too long/, /canceling statement/, /\bpg_\w+/, /\bt\d+\./, /::\w+/,
  /Cannot (?:read|set|convert|destructure)/, /is not a function/, /is not iterable/, /^\w+ is not defined/, /circular structure/, /call stack/i, /\[object /, /\bundefined\b/, /\bNaN\b/, /Unexpected token/, /\b[a-z]+(?:_[a-z]+)+\b/,
]

/** What is wrong with an answer, in words; empty when nothing is. */
export const judge = (request: FuzzRequest, answer: Answer, codes: ReadonlySet<string>): readonly string[] => {
  switch (answer.kind) {
    case 'hang': return ['no answer in time']
    case 'cut': return mayBeCut(request) ? [] : [`the connection broke: ${answer.code}`]
    case 'raw': return judgeRaw(request, answer.text, codes)
    case 'http': return judgeHttp(request, answer, codes)
  }
}

const mayBeCut = (request: FuzzRequest): boolean => !isRaw(request) && request.body !== null && Buffer.byteLength(request.body) > readWhole

const judgeRaw = (request: FuzzRequest, text: string, codes: ReadonlySet<string>): readonly string[] => {
  if (text === '') return []
  const problems = /^HTTP\/1\.1 [1-4]\d\d /.test(text) ? [] : [`not an answer: ${text.slice(0, 60)}`]
  if (/^HTTP\/1\.1 5/m.test(text)) problems.push('a 5xx status')
  const body = /\r\n\r\n(\{[\s\S]*?\})(?:HTTP\/1\.1|$)/.exec(text)?.[1]
  return body === undefined ? problems : [...problems, ...judgeBody(request, Buffer.from(body, 'latin1').toString('utf8'), codes).problems]
}

const judgeHttp = (request: FuzzRequest, { status, headers, text }: Answer & { readonly kind: 'http' }, codes: ReadonlySet<string>): readonly string[] => {
  const problems: string[] = []
  if (status >= 500) problems.push('a 5xx status')
  else if (!statuses.has(status)) problems.push(`status ${status}`)
  if (status !== 417 && headers['x-request-id'] === undefined && status < 400) problems.push('no x-request-id')
  if (text === '') return isEmptyRight(request, status) ? problems : [...problems, `an empty body with status ${status}`]
  const type = headers['content-type']
  if (type === 'text/html; charset=utf-8' && status === 200 && !isRaw(request) && /^\/(graphiql|live)/.test(request.path)) return problems
  if (type?.startsWith('text/plain; version=0.0.4') === true && status === 200 && !isRaw(request) && /^\/metrics(?:\?|$)/.test(request.path)) return problems
  if (type !== jsonType && type !== graphqlResponseType) problems.push(`content-type ${type ?? 'none'}`)
  const { problems: inside, body } = judgeBody(request, text, codes)
  return [...problems, ...inside, ...(body === null ? [] : statusProblems(status, type, body))]
}

const isEmptyRight = (request: FuzzRequest, status: number): boolean => (!isRaw(request) && request.method === 'HEAD') || [204, 304, 417].includes(status)

/** `data` comes with 200; a refusal without it has the status that its code and the media type ask for. */
const statusProblems = (status: number, type: string | undefined, body: BodySeen): readonly string[] => {
  if ('data' in body) return status === 200 ? [] : [`data with status ${status}`]
  const code = body.errors?.[0]?.extensions?.code
  if (body.errors === undefined || typeof code !== 'string' || status >= 500) return []
  if (code === 'BAD_REQUEST' || code === 'UNSUPPORTED_MEDIA_TYPE' || code === 'PAYLOAD_TOO_LARGE') return status >= 400 ? [] : [`${code} with status ${status}`]
  const expected = code === 'PERSISTED_QUERY_NOT_FOUND' ? 200 : statusWithoutData(code, type === graphqlResponseType ? graphqlResponseType : jsonType)
  return status === expected || (code === 'NOT_FOUND' && status === 404) ? [] : [`${code} with status ${status} instead of ${expected}`]
}

const judgeBody = (request: FuzzRequest, text: string, codes: ReadonlySet<string>): { readonly problems: readonly string[]; readonly body: BodySeen | null } => {
  let body: BodySeen
  try { body = JSON.parse(text) as BodySeen } catch { return { problems: [`not JSON: ${text.slice(0, 80)}`], body: null } }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { problems: ['not a JSON object'], body: null }
  if (!('data' in body) && !('errors' in body) && !('status' in body)) return { problems: ['neither data nor errors'], body }
  if (body.errors !== undefined && (!Array.isArray(body.errors) || body.errors.length === 0)) return { problems: ['errors is not a list of errors'], body }
  const sent = describeSent(request)
  return { problems: [...new Set((body.errors ?? []).flatMap((error) => errorProblems(error, codes, sent)))], body }
}

const describeSent = (request: FuzzRequest): string => {
  if (isRaw(request)) return request.bytes
  const { path, headers, body } = request
  return [path, decoded(path), headers.flat().join(' '), body?.toString() ?? ''].join('\n')
}
const decoded = (path: string): string => { try { return decodeURIComponent(path) } catch { return path } }

const errorProblems = ({ message, path, locations, extensions, ...rest }: ErrorSeen, codes: ReadonlySet<string>, sent: string): readonly string[] => {
  const problems: string[] = []
  if (typeof message !== 'string' || message === '') problems.push('an error without a message')
  const code = extensions?.code
  if (typeof code !== 'string' || !codes.has(code)) problems.push(`an error code that is not documented: ${String(code)}`)
  else if (code === 'INTERNAL_SERVER_ERROR' || code === 'TIMEOUT' || code === 'OVERLOADED' || code.startsWith('DATABASE_')) problems.push(`an error of ours: ${code}`)
  if (Object.keys(rest).length > 0) problems.push(`an error with ${Object.keys(rest).join()}`)
  if (path !== undefined && !Array.isArray(path)) problems.push('an error path that is no list')
  if (locations !== undefined && !Array.isArray(locations)) problems.push('error locations that are no list')
  const shown = `${String(message)} ${JSON.stringify(extensions)}`
  for (const pattern of internals) {
    const word = pattern.exec(shown)?.[0]
    if (word !== undefined && !sent.includes(word)) problems.push(`an error that shows the inside: ${word}`)
  }
  return problems
}

export const summary = (request: FuzzRequest, answer: Answer): string => `${describeRequest(request)}\n  -> ${answer.kind === 'http' ? `${answer.status} ${answer.text.slice(0, 600)}` : answer.kind === 'raw' ? JSON.stringify(answer.text.slice(0, 600)) : JSON.stringify(answer)}`
