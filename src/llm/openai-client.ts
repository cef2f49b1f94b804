import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { isLoopback } from './loopback'
import { retryAfterOf } from './openai-faults'
import { requestOf } from './openai-request'
import { faultEnding, fieldsOf, type Head, nameOf, readResponse, textOf, toldFault } from './openai-response'
import { readStream } from './openai-stream'
import { safeWords } from './openai-words'
import type { Answer, Ask, Fault, Provider } from './provider'

export interface OpenAiSettings {
  readonly key: string
  readonly baseUrl: string
  /** Refuses any other address, for tests. */
  readonly onlyLoopback: boolean
  /** It is the stand-in of racegraph. */
  readonly synthetic: boolean
  /** Milliseconds since 1970; for dates in `retry-after`. */
  readonly now: () => number
}

/** Longer than any deadline: those are kept by whoever asks, with the signal. */
const SDK_TIMEOUT_MS = 86_400_000

const fault = (kind: Fault, problem: string, head: Pick<Head, 'status' | 'requestId'>, model: string | null, code: string | null = null): Answer =>
  ({ ending: { kind: 'fault', fault: kind, problem, retryAfterMs: null }, model, status: head.status, code, requestId: head.requestId, usage: null })

const CAUSES = 5
/** What the system calls it, e.g. ECONNREFUSED: the innermost cause that has a code. */
const codeOf = (error: unknown): string | null => {
  let code: string | null = null
  let one = fieldsOf(error)
  for (let depth = 0; depth < CAUSES; depth += 1) { code = textOf(one['code']) ?? code; one = fieldsOf(one['cause']) }
  return code
}

/** Of whatever was thrown. `head`: of an answer that had begun; null before. */
function readThrown(error: unknown, head: Head | null, model: string | null, settings: OpenAiSettings, aborted: boolean): Answer {
  const at = head ?? { status: null, requestId: null }
  if (aborted || error instanceof APIUserAbortError) return fault('cancelled', 'it was given up', at, model)
  if (error instanceof APIConnectionTimeoutError) return fault('timeout', 'there was no answer in time', at, model)
  if (error instanceof APIConnectionError) {
    const code = codeOf(error)
    return fault('connection', `the provider cannot be reached, or hung up${code === null ? '' : ` (${code})`}`, at, model, code)
  }
  if (error instanceof APIError) {
    const told = toldFault(error.error ?? { code: error.code, type: error.type, message: error.message }, error.status ?? null)
    const header = (name: string): string | null => error.headers?.get(name) ?? null
    return { ending: faultEnding(told, settings.key, retryAfterOf(header, settings.now())), model, status: error.status ?? at.status, code: nameOf(told.code, settings.key), requestId: error.requestID ?? at.requestId, usage: null }
  }
  const { name, message } = fieldsOf(error)
  const problem = safeWords(`${textOf(name) ?? 'fault'}: ${textOf(message) ?? String(error)}`, settings.key)
  if (head === null) return fault('connection', problem, at, model)
  return name === 'SyntaxError' ? fault('serverError', `the answer cannot be read: ${problem}`, at, model) : fault('truncated', `the answer was cut: ${problem}`, at, model)
}

/** The Responses API of OpenAI, or of whatever speaks it. One request each: retries, deadlines and money are for whoever asks. @throws RangeError for an address that is not allowed */
export function openAiProvider(settings: OpenAiSettings): Provider {
  const { key, baseUrl, onlyLoopback, synthetic } = settings
  if (onlyLoopback && !isLoopback(baseUrl)) throw new RangeError(`tests ask nobody beyond this machine, and ${new URL(baseUrl).host} is`)
  const client = new OpenAI({
    apiKey: key, baseURL: baseUrl, organization: null, project: null, adminAPIKey: null, webhookSecret: null,
    maxRetries: 0, timeout: SDK_TIMEOUT_MS, logLevel: 'off', fetchOptions: { redirect: 'error' },
  })
  const headOf = (response: Response): Head => ({ status: response.status, requestId: response.headers.get('x-request-id'), key })

  const whole = async (ask: Ask, signal: AbortSignal): Promise<Answer> => {
    let head: Head | null = null
    try {
      const response = await client.responses.create(requestOf(ask), { signal, maxRetries: 0 }).asResponse()
      head = headOf(response)
      return readResponse(await response.json(), head)
    } catch (error) { return readThrown(error, head, null, settings, signal.aborted) }
  }
  const streamed = async (ask: Ask, signal: AbortSignal, onText: (piece: string) => void): Promise<Answer> => {
    let head: Head | null = null
    let model: string | null = null
    try {
      const { data, response } = await client.responses.create({ ...requestOf(ask), stream: true, stream_options: { include_obfuscation: false } }, { signal, maxRetries: 0 }).withResponse()
      head = headOf(response)
      const answer = await readStream(data, head, onText, (name) => { model = name })
      // An aborted stream ends without a word.
      return signal.aborted && answer.ending.kind === 'fault' ? fault('cancelled', 'it was given up', head, model) : { ...answer, model: answer.model ?? model }
    } catch (error) { return readThrown(error, head, model, settings, signal.aborted) }
  }
  return { synthetic, ask: (ask, signal, onText) => (onText === null ? whole(ask, signal) : streamed(ask, signal, onText)) }
}
