import { standInAnswer } from './answer'

export const STAND_IN_NAME = 'racegraph-stand-in'
/** What is asked for, as far as the stand-in reads it. */
export interface StandInRequest { readonly instructions: string; readonly input: string; readonly schema: string; readonly maxOutputTokens: number | null; readonly stream: boolean }
/** As the Responses API refuses. */
export interface Refusal { readonly status: number; readonly error: { readonly message: string; readonly type: string; readonly param: string | null; readonly code: string | null } }

const refuse = (param: string, message: string, code: string | null = null): Refusal => ({ status: 400, error: { message, type: 'invalid_request_error', param, code } })
type Record_ = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Record_ => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (input: unknown): string => (typeof input === 'string' ? input : Array.isArray(input) ? input.map((item) => (isRecord(item) && typeof item['content'] === 'string' && item['role'] === 'user' ? item['content'] : '')).join('\n') : '')

/** The request, or why it is refused: as a reasoning model of the API does. */
export function readRequest(body: unknown): StandInRequest | Refusal {
  if (!isRecord(body)) return refuse('', 'We could not parse the JSON body of your request.')
  for (const param of ['temperature', 'top_p', 'top_logprobs']) if (body[param] !== undefined && body[param] !== null) return refuse(param, `Unsupported parameter: '${param}' is not supported with this model.`)
  const { model, max_output_tokens: most, text, instructions, stream } = body
  if (typeof model !== 'string') return refuse('model', "Missing required parameter: 'model'.")
  if (most !== undefined && most !== null && !(typeof most === 'number' && most >= 16)) return refuse('max_output_tokens', "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16.", 'integer_below_min_value')
  const format = isRecord(text) ? text['format'] : undefined
  const schema = isRecord(format) && format['type'] === 'json_schema' ? format['name'] : undefined
  if (typeof schema !== 'string') return refuse('text.format', 'The stand-in of racegraph answers structured requests alone: set text.format to a json_schema.')
  return { instructions: typeof instructions === 'string' ? instructions : '', input: textOf(body['input']), schema, maxOutputTokens: typeof most === 'number' ? most : null, stream: stream === true }
}

/** Some four letters are a token; counts are estimates. */
const tokensIn = (text: string): number => Math.ceil(text.length / 4)
export interface Answered { readonly text: string; readonly isCut: boolean; readonly usage: Record_ }
/** @returns null for a schema that the stand-in does not know */
export function answerTo({ schema, instructions, input, maxOutputTokens }: StandInRequest): Answered | null {
  const answer = standInAnswer(schema, instructions, input)
  if (answer === null) return null
  const whole = JSON.stringify(answer)
  const isCut = maxOutputTokens !== null && tokensIn(whole) > maxOutputTokens
  const text = isCut ? whole.slice(0, maxOutputTokens * 4) : whole
  const [read, written] = [tokensIn(instructions) + tokensIn(input), tokensIn(text)]
  return { text, isCut, usage: { input_tokens: read, input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 }, output_tokens: written, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: read + written } }
}

/** A whole response of the API. `text` null: it is on its way. */
export const responseOf = (id: string, at: number, body: unknown, answered: Answered | null): Record_ => {
  const { instructions = null, max_output_tokens: most = null, text = { format: { type: 'text' } } } = isRecord(body) ? body : {}
  return {
    id: `resp_${id}`, object: 'response', created_at: at, status: answered === null ? 'in_progress' : answered.isCut ? 'incomplete' : 'completed', error: null, incomplete_details: answered?.isCut === true ? { reason: 'max_output_tokens' } : null,
    instructions, max_output_tokens: most, model: STAND_IN_NAME, output: answered === null ? [] : [messageOf(id, answered)], parallel_tool_calls: true, previous_response_id: null, store: false, temperature: 1, text, tool_choice: 'auto', tools: [], top_p: 1, truncation: 'disabled',
    metadata: {}, usage: answered?.usage ?? null, user: null,
  }
}
export const messageOf = (id: string, { text, isCut }: Answered): Record_ => ({ id: `msg_${id}`, type: 'message', role: 'assistant', status: isCut ? 'incomplete' : 'completed', content: [partOf(text)] })
export const partOf = (text: string): Record_ => ({ type: 'output_text', text, annotations: [], logprobs: [] })
