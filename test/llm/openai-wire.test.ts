import type { ServerResponse } from 'node:http'
import { openAiProvider } from '../../src/llm/openai-client'
import type { Answer, Ask } from '../../src/llm/provider'
import { json, openWire, sse, type Wire, type WireRequest } from '../support/llm/wire'

const KEY = 'sk-test-hush-hush'
const ASK: Ask = {
  model: 'gpt-5.6-terra', effort: 'low', verbosity: 'medium', instructions: 'Answer.', input: [{ role: 'user', content: 'Which?' }, { role: 'assistant', content: '{}' }, { role: 'user', content: 'Again.' }],
  schema: { name: 'win', json: { type: 'object' } }, maxOutputTokens: 500, cacheKey: 'win-1',
}
const output = [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: '{"win":42}', annotations: [], logprobs: [] }] }]
const completed = { id: 'resp_1', object: 'response', status: 'completed', model: 'gpt-5.6-terra-2026-07-01', error: null, incomplete_details: null, user: null, output, usage: { input_tokens: 100, input_tokens_details: { cached_tokens: 60 }, output_tokens: 20, output_tokens_details: { reasoning_tokens: 8 }, total_tokens: 120 } }
const created = { type: 'response.created', sequence_number: 0, response: { ...completed, status: 'in_progress', output: [], usage: null } }
const delta = { type: 'response.output_text.delta', sequence_number: 1, item_id: 'msg_1', output_index: 0, content_index: 0, delta: '{"win"', logprobs: [] }

let wire: Wire | null = null
afterEach(async () => { await wire?.close(); wire = null })
const asked = async (answer: (response: ServerResponse, request: WireRequest) => void, { stream = false, signal = new AbortController().signal, onText = (_piece: string): void => undefined } = {}): Promise<Answer> => {
  wire = await openWire(answer)
  const provider = openAiProvider({ key: KEY, baseUrl: wire.url, onlyLoopback: true, synthetic: false, now: () => Date.UTC(2026, 10, 23, 12) })
  return provider.ask(ASK, signal, stream ? onText : null)
}

test('what goes out: kept nowhere, strict, without sampling, once', async () => {
  const answer = await asked((response) => { json(response, 200, completed) })
  expect(answer).toEqual({ ending: { kind: 'text', text: '{"win":42}' }, model: 'gpt-5.6-terra-2026-07-01', status: 200, code: null, requestId: 'req_wire', usage: { input: 100, cached: 60, cacheWritten: 0, output: 20, reasoning: 8 } })
  expect(wire?.requests).toHaveLength(1)
  expect(wire?.requests[0]?.body).toEqual({
    model: 'gpt-5.6-terra', instructions: 'Answer.', input: ASK.input, store: false, reasoning: { effort: 'low' }, max_output_tokens: 500, prompt_cache_key: 'win-1',
    text: { format: { type: 'json_schema', name: 'win', strict: true, schema: { type: 'object' } }, verbosity: 'medium' },
  })
  expect(wire?.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
})

test('a stream gives its text as it comes, without padding', async () => {
  const pieces: string[] = []
  const answer = await asked((response) => { sse(response, created, delta, { ...delta, delta: ':42}' }, { type: 'response.completed', sequence_number: 3, response: completed }); response.end() }, { stream: true, onText: (piece) => { pieces.push(piece) } })
  expect([answer.ending, answer.usage?.output, answer.requestId, pieces]).toEqual([{ kind: 'text', text: '{"win":42}' }, 20, 'req_wire', ['{"win"', ':42}']])
  expect(wire?.requests[0]?.body).toMatchObject({ stream: true, stream_options: { include_obfuscation: false }, store: false })
})

const error = (code: string | null, type = 'invalid_request_error', message = 'no') => ({ error: { message, type, param: null, code } })
test.each([
  ['429 with a wait', 429, error('rate_limit_exceeded', 'requests'), { 'retry-after': '70' }, 'rateLimited', 70_000],
  ['429 without quota', 429, error('insufficient_quota', 'insufficient_quota'), {}, 'quota', null],
  ['401', 401, error('invalid_api_key', 'invalid_request_error', `Incorrect API key provided: ${KEY.slice(0, 9)}*****hush.`), {}, 'unauthorised', null],
  ['404', 404, error('model_not_found'), {}, 'modelNotFound', null],
  ['400', 400, error(null, 'invalid_request_error', "Unsupported parameter: 'temperature' is not supported with this model."), {}, 'rejected', null],
  ['500', 500, error('server_error', 'server_error'), { 'retry-after-ms': '120' }, 'serverError', 120],
  ['502 in HTML', 502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }, 'serverError', null],
] as const)('%s is told apart, streamed or not, by one request that leaks no key', async (_name, status, body, headers, fault, retryAfterMs) => {
  for (const stream of [false, true]) {
    const answer = await asked((response) => { json(response, status, body, headers) }, { stream })
    expect(answer).toMatchObject({ ending: { kind: 'fault', fault, retryAfterMs }, status, requestId: 'req_wire', usage: null })
    expect(JSON.stringify(answer)).not.toContain('hush')
    expect(wire?.requests).toHaveLength(1)
    await wire?.close()
  }
})

test('sockets that break before an answer are no connection; after it the answer was cut', async () => {
  const faultOf = ({ ending }: Answer): string => (ending.kind === 'fault' ? ending.fault : ending.kind)
  for (const stream of [false, true]) {
    expect(faultOf(await asked((response) => { response.destroy() }, { stream }))).toBe('connection')
    await wire?.close()
  }
  expect(faultOf(await asked((response) => { response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }); response.write('{"id":'); setImmediate(() => { response.destroy() }) }))).toBe('truncated')
  await wire?.close()
  const pieces: string[] = []
  let cut = (): void => undefined
  const streamed = await asked((response) => { cut = () => { response.destroy() }; sse(response, created, delta) }, { stream: true, onText: (piece) => { pieces.push(piece); cut() } })
  expect([faultOf(streamed), streamed.status, streamed.model, pieces]).toEqual(['truncated', 200, 'gpt-5.6-terra-2026-07-01', ['{"win"']])
})

test.each([
  ['nothing more', [], 'truncated'],
  ['a nested error', [{ type: 'error', sequence_number: 2, error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'none left', param: null } }], 'quota'],
  ['a flat error', [{ type: 'error', sequence_number: 2, code: 'server_error', message: 'oh', param: null }], 'serverError'],
  ['a failed response', [{ type: 'response.failed', sequence_number: 2, response: { ...completed, status: 'failed', error: { code: 'rate_limit_exceeded', message: 'slowly' }, output: [] } }], 'rateLimited'],
] as const)('a stream that ends with %s', async (_name, events, fault) => {
  const answer = await asked((response) => { sse(response, created, delta, ...events); response.end() }, { stream: true })
  expect(answer).toMatchObject({ ending: { kind: 'fault', fault }, status: 200, requestId: 'req_wire', model: 'gpt-5.6-terra-2026-07-01' })
})

test('what is no JSON where JSON belongs is the provider\'s fault', async () => {
  expect((await asked((response) => { json(response, 200, 'not json') })).ending).toMatchObject({ fault: 'serverError' })
  await wire?.close()
  expect((await asked((response) => { sse(response, created); response.end('event: x\ndata: {"oh\n\n') }, { stream: true })).ending).toMatchObject({ fault: 'serverError' })
})

test('giving up is heard upstream: before headers, within a body, within a stream', async () => {
  const stop = [
    (response: ServerResponse, request: WireRequest, abort: () => void): void => { void request; void response; abort() },
    (response: ServerResponse, _request: WireRequest, abort: () => void): void => { response.writeHead(200, { 'content-type': 'application/json' }); response.write('{"id"', () => { setImmediate(abort) }) },
  ]
  for (const play of stop) {
    const gone = new AbortController()
    const answer = await asked((response, request) => { play(response, request, () => { gone.abort() }) }, { signal: gone.signal })
    expect(answer.ending).toMatchObject({ fault: 'cancelled' })
    await wire?.requests[0]?.gone
    await wire?.close()
  }
  const gone = new AbortController()
  const answer = await asked((response) => { sse(response, created, delta) }, { stream: true, signal: gone.signal, onText: () => { gone.abort() } })
  expect(answer.ending).toMatchObject({ fault: 'cancelled' })
  await wire?.requests[0]?.gone
})

test('nobody is reached beyond this machine: neither by address nor by being sent there', async () => {
  const provider = (baseUrl: string) => () => openAiProvider({ key: KEY, baseUrl, onlyLoopback: true, synthetic: false, now: () => 0 })
  for (const url of ['https://api.openai.com/v1', 'http://10.0.0.1/v1', 'http://127.0.0.1.example.com/v1', 'http://localhost.example.com']) expect(provider(url)).toThrow(/beyond this machine/)
  for (const url of ['http://127.0.0.1:9/v1', 'http://localhost:9/v1', 'http://[::1]:9/v1']) expect(provider(url)).not.toThrow()
  expect((await asked((response) => { response.writeHead(307, { location: 'http://203.0.113.1/v1/responses' }).end() })).ending).toMatchObject({ fault: 'connection' })
})

test('nobody there', async () => {
  const dead = await openWire(() => undefined)
  await dead.close()
  const provider = openAiProvider({ key: KEY, baseUrl: dead.url, onlyLoopback: true, synthetic: false, now: () => 0 })
  expect(await provider.ask(ASK, new AbortController().signal, null)).toMatchObject({ ending: { fault: 'connection', problem: 'the provider cannot be reached, or hung up (ECONNREFUSED)' }, code: 'ECONNREFUSED', status: null })
})
