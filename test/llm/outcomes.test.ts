import type { ServerResponse } from 'node:http'
import type { LlmFailure, LlmOutcome, LlmRequest } from '../../src/llm/llm'
import { openAiProvider } from '../../src/llm/openai-client'
import { policyClient, type PolicyClient } from '../../src/llm/policy'
import { DEFAULT_POLICY } from '../../src/llm/policy-settings'
import { memoryLedger, type MemoryLedger } from '../support/llm/memory-ledger'
import { handClock, memorySink, wanted, type HandClock, type MemorySink, type Win } from '../support/llm/policy-bench'
import { json, openWire, sse, type Wire } from '../support/llm/wire'

/** Every way in which the API answers, over HTTP, through the adapter and the policy, whole and streamed. */

const DEADLINE_MS = 30_000
const USAGE = { input_tokens: 1_000, input_tokens_details: { cached_tokens: 0 }, output_tokens: 100, output_tokens_details: { reasoning_tokens: 60 }, total_tokens: 1_100 }
// 1,000 in at 2 and 100 out at 12 a million.
const USD = 0.003_2
type Play = (response: ServerResponse, streams: boolean) => void
type Fields = Readonly<Record<string, unknown>>
const message = (content: Fields) => [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [content] }]
const body = (more: Fields): Fields => ({ id: 'resp_1', object: 'response', status: 'completed', model: 'gpt-5.6-terra', error: null, incomplete_details: null, user: null, output: [], usage: USAGE, ...more })
const created = { type: 'response.created', sequence_number: 0, response: body({ status: 'in_progress', usage: null }) }
const delta = (text: string) => ({ type: 'response.output_text.delta', sequence_number: 1, item_id: 'msg_1', output_index: 0, content_index: 0, delta: text, logprobs: [] })

/** A response, whole or as the stream that it is. */
const gives = (response: Fields, text = ''): Play => (out, streams) => {
  if (!streams) { json(out, 200, response); return }
  sse(out, created, ...(text === '' ? [] : [delta(text.slice(0, 3)), delta(text.slice(3))]), { type: `response.${String(response['status'])}`, sequence_number: 9, response })
  out.end()
}
const text = (words: string): Play => gives(body({ output: message({ type: 'output_text', text: words, annotations: [], logprobs: [] }) }), words)
const GOOD = text('{"win": 42}')
const refusal = gives(body({ output: message({ type: 'refusal', refusal: 'I cannot.' }) }))
const incomplete = (reason: string): Play => gives(body({ status: 'incomplete', incomplete_details: { reason } }))
const failed = (code: string): Play => gives(body({ status: 'failed', error: { code, message: 'no' }, usage: null }))
const error = (status: number, code: string | null, headers: Readonly<Record<string, string>> = {}, param: string | null = null): Play => (out) => { json(out, status, { error: { message: 'no', type: 'x', param, code } }, headers) }
const cutBefore: Play = (out) => { out.destroy() }
const cutAfter: Play = (out, streams) => {
  if (streams) sse(out, created, delta('{"w'))
  else { out.writeHead(200, { 'content-type': 'application/json', 'content-length': '999' }); out.write('{') }
  setImmediate(() => { out.destroy() })
}

interface Scenario { readonly plays: readonly Play[]; readonly kind: LlmFailure | 'ok' | 'repaired'; readonly outcomes: readonly string[]; readonly usd: number | null; readonly request?: Partial<LlmRequest<Win>>; readonly only?: 'streamed' | 'whole' }
const both: Readonly<Record<string, Scenario>> = {
  'a good answer': { plays: [GOOD], kind: 'ok', outcomes: ['ok'], usd: USD },
  'a refusal': { plays: [refusal], kind: 'refused', outcomes: ['refused'], usd: USD },
  'cut short, then whole': { plays: [incomplete('max_output_tokens'), GOOD], kind: 'ok', outcomes: ['incomplete', 'ok'], usd: 2 * USD },
  'cut short twice': { plays: [incomplete('max_output_tokens'), incomplete('max_output_tokens')], kind: 'incomplete', outcomes: ['incomplete', 'incomplete'], usd: 2 * USD },
  'stopped by a filter': { plays: [incomplete('content_filter')], kind: 'incomplete', outcomes: ['incomplete'], usd: USD },
  'no JSON': { plays: [text('{"win": 42')], kind: 'invalid', outcomes: ['badJson'], usd: USD },
  'no JSON, put right': { plays: [text('oh'), GOOD], kind: 'repaired', outcomes: ['badJson', 'ok'], usd: 2 * USD, request: { reAsk: true } },
  'another shape': { plays: [text('{"win": "many"}')], kind: 'invalid', outcomes: ['badShape'], usd: USD },
  'refused by the check, put right': { plays: [text('{"win": 3}'), GOOD], kind: 'repaired', outcomes: ['semantic', 'ok'], usd: 2 * USD, request: { reAsk: true } },
  'refused by the check twice': { plays: [text('{"win": 3}'), text('{"win": 4}')], kind: 'invalid', outcomes: ['semantic', 'semantic'], usd: 2 * USD, request: { reAsk: true } },
  'too many requests, then good': { plays: [error(429, 'rate_limit_exceeded', { 'retry-after': '2' }), GOOD], kind: 'ok', outcomes: ['rateLimited', 'ok'], usd: USD },
  'too many requests for longer than there is time': { plays: [error(429, 'rate_limit_exceeded', { 'retry-after': '45' })], kind: 'unavailable', outcomes: ['rateLimited'], usd: 0 },
  'no credit': { plays: [error(429, 'insufficient_quota')], kind: 'unavailable', outcomes: ['quota'], usd: 0 },
  'a wrong key': { plays: [error(401, 'invalid_api_key')], kind: 'unavailable', outcomes: ['unauthorised'], usd: 0 },
  'a model that is gone': { plays: [error(404, 'model_not_found'), GOOD], kind: 'ok', outcomes: ['modelNotFound', 'ok'], usd: USD },
  'a request that is wrong': { plays: [error(400, 'unsupported_value')], kind: 'unavailable', outcomes: ['rejected'], usd: 0 },
  'an effort that the model does not know after all': { plays: [error(400, 'unsupported_value', {}, 'reasoning.effort'), GOOD], kind: 'ok', outcomes: ['rejected', 'ok'], usd: USD },
  'a server error, then good': { plays: [error(500, 'server_error'), GOOD], kind: 'ok', outcomes: ['serverError', 'ok'], usd: USD },
  'server errors': { plays: [error(500, null), error(503, null), error(502, null), error(500, null)], kind: 'unavailable', outcomes: Array<string>(4).fill('serverError'), usd: 0 },
  'hung up before the answer, then good': { plays: [cutBefore, GOOD], kind: 'ok', outcomes: ['connection', 'ok'], usd: null },
  'hung up within the answer, then good': { plays: [cutAfter, GOOD], kind: 'ok', outcomes: ['truncated', 'ok'], usd: null },
  'a failed response, then good': { plays: [failed('server_error'), GOOD], kind: 'ok', outcomes: ['serverError', 'ok'], usd: null },
  'a failed response for want of credit': { plays: [failed('insufficient_quota')], kind: 'unavailable', outcomes: ['quota'], usd: 0 },
}
const ends = (...events: readonly Fields[]): Play => (out) => { sse(out, created, ...events); out.end() }
const streamed: Readonly<Record<string, Scenario>> = {
  'a silent end, then good': { plays: [ends(delta('{"w')), GOOD], kind: 'ok', outcomes: ['truncated', 'ok'], usd: null },
  'silent ends': { plays: [ends(), ends(), ends(), ends()], kind: 'unavailable', outcomes: Array<string>(4).fill('truncated'), usd: null },
  'a nested error event: no credit, with status 200': { plays: [ends({ type: 'error', sequence_number: 2, error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'none', param: null } })], kind: 'unavailable', outcomes: ['quota'], usd: 0 },
  'a flat error event, then good': { plays: [ends({ type: 'error', sequence_number: 2, code: 'server_error', message: 'oh', param: null }), GOOD], kind: 'ok', outcomes: ['serverError', 'ok'], usd: null },
}

/** Waits for another try are over at once, and the clock knows of them; deadlines are for the test. */
const swift = (clock: HandClock): HandClock => ({
  ...clock, get next() { return clock.next },
  after: (ms, run) => {
    if (ms >= DEADLINE_MS) return clock.after(ms, run)
    const soon = setImmediate(() => { clock.pass(ms); run() })
    return () => { clearImmediate(soon) }
  },
})
let opened: { readonly client: PolicyClient; readonly wire: Wire } | null = null
afterEach(async () => { await opened?.client.close(); await opened?.wire.close(); opened = null })
const begin = async (plays: readonly Play[], asked = (_count: number): void => undefined) => {
  const clock = handClock()
  const ledger: MemoryLedger = memoryLedger()
  let count = 0
  const wire = await openWire((response, { body: { stream } }) => {
    const play = plays[count]
    count += 1
    if (play === undefined) json(response, 418, { error: { message: 'not expected', type: 'x', param: null, code: 'not_expected' } })
    else play(response, stream === true)
    asked(count)
  })
  const provider = openAiProvider({ key: 'sk-test-hush', baseUrl: wire.url, onlyLoopback: true, synthetic: false, now: clock.now })
  const timers = swift(clock)
  const client = policyClient({ provider, ledger, now: clock.now, timers, random: () => 0, tell: () => undefined }, { ...DEFAULT_POLICY, dailyUsd: 1, chain: ['gpt-5.6-terra', 'gpt-6-sol'] })
  opened = { client, wire }
  return { client, clock, ledger, wire }
}
const ask = (client: PolicyClient, streams: boolean, more: Partial<LlmRequest<Win>> = {}, sink: MemorySink = memorySink()): Promise<LlmOutcome<Win>> =>
  (streams ? client.stream(wanted({ deadlineMs: DEADLINE_MS, ...more }), sink) : client.generate(wanted({ deadlineMs: DEADLINE_MS, ...more })))

const cases = [...Object.entries(both).flatMap(([name, one]) => [[name, false, one], [`${name}, streamed`, true, one]] as const), ...Object.entries(streamed).map(([name, one]) => [`${name}, streamed`, true, one] as const)]
test.each(cases)('%s', async (_name, streams, { plays, kind, outcomes, usd, request }) => {
  const { client, clock, ledger, wire } = await begin(plays)
  const start = clock.now()
  const outcome = await ask(client, streams, request)
  expect([outcome.kind, ...outcome.attempts.map((attempt) => attempt.outcome)]).toEqual([kind, ...outcomes])
  if (usd === null) expect(outcome.costUsd).toBeNull()
  else expect(outcome.costUsd).toBeCloseTo(usd, 10)
  expect(ledger.attempts).toEqual(outcome.attempts)
  expect(wire.requests).toHaveLength(outcomes.length)
  expect(clock.now() - start).toBeLessThan(DEADLINE_MS)
  expect(JSON.stringify(outcome)).not.toContain('hush')
})

const mute: Play = () => undefined
const halfway: Play = (out, streams) => { if (streams) sse(out, created, delta('{"w')); else { out.writeHead(200, { 'content-type': 'application/json' }); out.write('{') } }
test.each([['before the answer', mute, false], ['before the answer, streamed', mute, true], ['within the answer', halfway, false], ['within the answer, streamed', halfway, true]])('silence %s ends with the deadline, and the request upstream with it', async (_name, play, streams) => {
  let heard = (): void => undefined
  const asked = new Promise<void>((resolve) => { heard = resolve })
  const { client, clock, ledger, wire } = await begin([play], () => { heard() })
  const work = ask(client, streams)
  await asked
  clock.pass(DEADLINE_MS)
  expect(await work).toMatchObject({ kind: 'unavailable', reason: 'there was no answer within 30000 ms: 1 attempt, the last ended in timeout', costUsd: null, attempts: [{ outcome: 'timeout', usage: null }] })
  expect(ledger.attempts).toHaveLength(1)
  await wire.requests[0]?.gone
})

test.each([false, true])('who gives up ends the request upstream (streamed: %s)', async (streams) => {
  const gone = new AbortController()
  const { client, ledger, wire } = await begin([mute], () => { gone.abort() })
  expect(await ask(client, streams, { signal: gone.signal })).toMatchObject({ kind: 'cancelled', attempts: [{ outcome: 'cancelled' }] })
  expect(ledger.attempts).toHaveLength(1)
  await wire.requests[0]?.gone
})

test('a stream that breaks after something of it was published ends there', async () => {
  const { client, wire } = await begin([ends(delta('{"win": '))])
  const sink = memorySink()
  expect(await ask(client, true, {}, { ...sink, text: (piece) => { sink.text(piece) }, get published() { return sink.heard.length > 0 } })).toMatchObject({ kind: 'unavailable', attempts: [{ outcome: 'truncated' }] })
  expect([sink.heard, wire.requests.length]).toEqual([['{"win": '], 1])
})

test('what a model says that it does not know it is not asked with again', async () => {
  const { client, wire } = await begin([error(400, 'unsupported_value', {}, 'reasoning.effort'), error(400, null, {}, 'text.verbosity'), GOOD, GOOD, error(400, 'unsupported_value', {}, 'text.verbosity')])
  for (const kind of ['ok', 'ok', 'unavailable']) expect((await ask(client, false, { effort: 'high' })).kind).toBe(kind)
  expect(wire.requests.map(({ body: { reasoning, text } }) => [reasoning, (text as Fields)['verbosity']])).toEqual([[{ effort: 'high' }, 'low'], [undefined, 'low'], [undefined, undefined], [undefined, undefined], [undefined, undefined]])
})

test('cut short, the second request has twice the tokens and less effort; asked again, it has the answer and the problem', async () => {
  const { client, wire } = await begin([incomplete('max_output_tokens'), text('{"win": 3}'), GOOD])
  expect((await ask(client, false, { reAsk: true, effort: 'high' })).kind).toBe('repaired')
  expect(wire.requests.map(({ body: { max_output_tokens: most, reasoning, input } }) => [most, reasoning, (input as readonly Fields[]).map(({ role }) => role)])).toEqual([
    [1_000, { effort: 'high' }, ['user']], [2_000, { effort: 'medium' }, ['user']], [2_000, { effort: 'medium' }, ['user', 'assistant', 'user']],
  ])
})
