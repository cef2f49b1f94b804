import { readResponse, usageOf } from '../../src/llm/openai-response'
import { readStream } from '../../src/llm/openai-stream'

const HEAD = { status: 200, requestId: 'req_1', key: 'hush-hush' }
const message = (...content: readonly unknown[]) => ({ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content })
const text = (words: string) => ({ type: 'output_text', text: words, annotations: [], logprobs: [] })
const response = (more: Readonly<Record<string, unknown>> = {}) => ({ id: 'resp_1', object: 'response', model: 'gpt-5.6-terra-2026-07-01', status: 'completed', error: null, incomplete_details: null, user: null, output: [{ type: 'reasoning', id: 'rs_1', summary: [] }, message(text('{"a"'), text(':1}'))], usage: null, ...more })

test('a completed response is its text, without reasoning and asides; null and absent are taken as they come', () => {
  expect(readResponse(response(), HEAD)).toEqual({ ending: { kind: 'text', text: '{"a":1}' }, model: 'gpt-5.6-terra-2026-07-01', status: 200, code: null, requestId: 'req_1', usage: null })
  const aside = { ...message(text('Let me see.')), phase: 'commentary' }
  expect(readResponse(response({ output: [aside, message(text('{}'))] }), HEAD).ending).toEqual({ kind: 'text', text: '{}' })
  expect(readResponse({ output: [message(text('{}'))] }, HEAD)).toMatchObject({ ending: { kind: 'text', text: '{}' }, model: null, usage: null })
  expect(readResponse(response({ model: 'gpt\u0000-x'.repeat(200), status: 'failed', error: { code: 'a\u0000b', message: 'x' }, usage: { input_tokens: 1e300, output_tokens: Infinity } }), HEAD)).toMatchObject({ model: expect.stringMatching(/^gpt -xgpt [ -~]{290,300}$/), code: 'a b', usage: { input: 2_147_483_647, output: 2_147_483_647 } })
  for (const odd of [null, 'text', [], 7]) expect(readResponse(odd, HEAD).ending).toMatchObject({ kind: 'fault', fault: 'truncated' })
})

test('status goes first, then refusal, then text', () => {
  expect(readResponse(response({ output: [message({ type: 'refusal', refusal: 'No.' }, text('{}'))] }), HEAD).ending).toEqual({ kind: 'refused', words: 'No.' })
  const cut = response({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [message({ type: 'refusal', refusal: 'No.' })], usage: { input_tokens: 10, output_tokens: 20, total_tokens: 30 } })
  expect(readResponse(cut, HEAD)).toMatchObject({ ending: { kind: 'incomplete', why: 'max_output_tokens' }, code: 'max_output_tokens', usage: { input: 10, output: 20 } })
  expect(readResponse(response({ status: 'incomplete' }), HEAD).ending).toEqual({ kind: 'incomplete', why: 'no reason given' })
  const failed = (code: string) => readResponse(response({ status: 'failed', error: { code, message: `it was hush-hush` } }), HEAD)
  expect(failed('server_error')).toMatchObject({ ending: { kind: 'fault', fault: 'serverError', problem: 'server_error: it was (key)' }, code: 'server_error' })
  expect(['insufficient_quota', 'rate_limit_exceeded', 'invalid_prompt', 'else'].map((code) => failed(code).ending)).toMatchObject([{ fault: 'quota' }, { fault: 'rateLimited' }, { fault: 'rejected' }, { fault: 'failed' }])
  expect(readResponse(response({ status: 'in_progress' }), HEAD).ending).toMatchObject({ fault: 'truncated' })
})

test('usage is whole or none; details may be missing', () => {
  expect(usageOf({ input_tokens: 12, input_tokens_details: { cached_tokens: 8, cache_write_tokens: 2 }, output_tokens: 5, output_tokens_details: { reasoning_tokens: 4 }, total_tokens: 17 })).toEqual({ input: 12, cached: 8, cacheWritten: 2, output: 5, reasoning: 4 })
  expect(usageOf({ input_tokens: 12, output_tokens: 5, input_tokens_details: { cached_tokens: null }, output_tokens_details: null })).toEqual({ input: 12, cached: 0, cacheWritten: 0, output: 5, reasoning: 0 })
  expect([usageOf(null), usageOf(undefined), usageOf({}), usageOf({ input_tokens: 3 }), usageOf({ input_tokens: '3', output_tokens: 1 })]).toEqual([null, null, null, null, null])
})

describe('a stream', () => {
  const read = async (events: readonly unknown[]) => {
    const pieces: string[] = []
    const models: string[] = []
    async function* all(): AsyncGenerator<unknown> { for (const event of events) yield await Promise.resolve(event) }
    return { answer: await readStream(all(), HEAD, (piece) => { pieces.push(piece) }, (model) => { models.push(model) }), pieces, models }
  }
  const delta = (words: string, item = 'msg_1') => ({ type: 'response.output_text.delta', item_id: item, delta: words })

  test('is over at the event that ends it; what is said on the way to the answer is not published', async () => {
    const events = [
      { type: 'response.created', response: response({ status: 'in_progress', output: [] }) }, { type: 'response.output_item.added', item: { type: 'message', id: 'msg_0', phase: 'commentary' } }, delta('Hm.', 'msg_0'),
      delta('{"a"'), delta(':1}'), { type: 'response.completed', response: response() }, delta('never'),
    ]
    expect(await read(events)).toMatchObject({ answer: { ending: { kind: 'text', text: '{"a":1}' } }, pieces: ['{"a"', ':1}'], models: ['gpt-5.6-terra-2026-07-01'] })
  })
  test('may end without repeating what it said', async () => {
    expect((await read([delta('{}'), { type: 'response.completed', response: response({ output: [] }) }])).answer.ending).toEqual({ kind: 'text', text: '{}' })
    expect((await read([{ type: 'response.refusal.delta', delta: 'N' }, { type: 'response.refusal.delta', delta: 'o.' }, { type: 'response.completed', response: response({ output: [] }) }])).answer.ending).toEqual({ kind: 'refused', words: 'No.' })
  })
  test('that ends without an end was cut, and errors count in both of their shapes', async () => {
    expect((await read([delta('{}')])).answer.ending).toMatchObject({ fault: 'truncated' })
    expect((await read([])).answer.ending).toMatchObject({ fault: 'truncated' })
    expect((await read([delta('{'), { type: 'error', sequence_number: 3, error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'none left', param: null } }])).answer).toMatchObject({ ending: { fault: 'quota' }, code: 'insufficient_quota' })
    expect((await read([{ type: 'error', sequence_number: 3, code: 'server_error', message: 'oh', param: null }])).answer).toMatchObject({ ending: { fault: 'serverError', problem: 'server_error: oh' }, code: 'server_error' })
    expect((await read([{ type: 'error', code: null, message: 'oh' }])).answer.ending).toMatchObject({ fault: 'failed', problem: 'oh' })
  })
})
