import type { LlmUsage } from './llm'
import { faultOf, type ToldFault } from './openai-faults'
import { safeWords } from './openai-words'
import type { Answer, Ending, OptionalPart } from './provider'

/** Fields as they come: anything may be null, absent or of another kind, for what is sent is not what is published. */
type Fields = Readonly<Record<string, unknown>>
export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Fields : {})
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
/** The most that a ledger holds. */
const MOST_TOKENS = 2_147_483_647
const count = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.min(MOST_TOKENS, Math.floor(value)) : 0)
/** A name or a code, fit to be written down. */
export const nameOf = (value: unknown, key: string): string | null => (typeof value === 'string' && value !== '' ? safeWords(value, key) : null)

/** Null unless both totals are there: half of a bill is none. */
export function usageOf(value: unknown): LlmUsage | null {
  const usage = fieldsOf(value)
  if (typeof usage['input_tokens'] !== 'number' || typeof usage['output_tokens'] !== 'number') return null
  const input = fieldsOf(usage['input_tokens_details'])
  return {
    input: count(usage['input_tokens']), cached: count(input['cached_tokens']), cacheWritten: count(input['cache_write_tokens']),
    output: count(usage['output_tokens']), reasoning: count(fieldsOf(usage['output_tokens_details'])['reasoning_tokens']),
  }
}

/** Of an error object, in the shape of the body of an error, of a failed response and of both kinds of error events. */
export const toldFault = (value: unknown, status: number | null): ToldFault => {
  const error = fieldsOf(value)
  return { status, code: textOf(error['code']), type: textOf(error['type']), param: textOf(error['param']), message: textOf(error['message']) ?? 'without a message' }
}
const partOf = (param: string | null): OptionalPart | null => {
  if (param === null) return null
  return /^reasoning(\.effort)?$|^reasoning_effort$/.test(param) ? 'effort' : /verbosity$/.test(param) ? 'verbosity' : null
}
/** `type` of a flat error event says only that it is one. */
const named = ({ type }: ToldFault): string | null => (type === 'error' ? null : type)
export const faultEnding = (told: ToldFault, key: string, retryAfterMs: number | null = null): Ending => {
  const fault = faultOf({ ...told, type: named(told) })
  const what = [told.status, told.code ?? named(told)].filter((word) => word !== null).join(' ')
  // What is said of a wrong key holds a part of it.
  const said = fault === 'unauthorised' ? 'the key is not accepted, or not for this' : told.message
  const part = fault === 'rejected' ? partOf(told.param) : null
  return { kind: 'fault', fault, ...(part === null ? {} : { part }), problem: safeWords(what === '' ? said : `${what}: ${said}`, key), retryAfterMs }
}

interface Said { readonly text: string; readonly refusal: string | null }
/** Text of the answer itself; what a model says on its way to it is left out. */
const saidIn = (output: unknown): Said => {
  const messages = listOf(output).map(fieldsOf).filter(({ type, phase }) => type === 'message' && phase !== 'commentary')
  const parts = messages.flatMap(({ content }) => listOf(content).map(fieldsOf))
  const refusals = parts.filter(({ type }) => type === 'refusal').map(({ refusal }) => textOf(refusal) ?? '')
  return { text: parts.filter(({ type }) => type === 'output_text').map(({ text }) => textOf(text) ?? '').join(''), refusal: refusals.length === 0 ? null : refusals.join(' ') }
}

const endingOf = (response: Fields, streamed: Said, key: string): Ending => {
  const status = textOf(response['status'])
  const said = saidIn(response['output'])
  const text = said.text === '' ? streamed.text : said.text
  const refusal = said.refusal ?? streamed.refusal
  if (status === 'failed') return faultEnding(toldFault(response['error'], null), key)
  if (status === 'incomplete') return { kind: 'incomplete', why: safeWords(textOf(fieldsOf(response['incomplete_details'])['reason']) ?? 'no reason given', key) }
  if (status === 'completed' || (status === null && text !== '')) return refusal === null ? { kind: 'text', text } : { kind: 'refused', words: safeWords(refusal, key) }
  return { kind: 'fault', fault: status === 'cancelled' ? 'failed' : 'truncated', problem: safeWords(`the response is ${status ?? 'without status'}, which is no end`, key), retryAfterMs: null }
}

export interface Head { readonly status: number | null; readonly requestId: string | null; readonly key: string }

/** A whole response. By its status first, then refusal, then text. `streamed`: what came before it in pieces, for ends that do not repeat it. */
export function readResponse(value: unknown, { status, requestId, key }: Head, streamed: Said = { text: '', refusal: null }): Answer {
  const response = fieldsOf(value)
  return {
    ending: endingOf(response, streamed, key), model: nameOf(response['model'], key), status, requestId,
    code: nameOf(fieldsOf(response['error'])['code'], key) ?? nameOf(fieldsOf(response['incomplete_details'])['reason'], key), usage: usageOf(response['usage']),
  }
}
