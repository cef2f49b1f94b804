import { faultOf, retryAfterOf } from '../../src/llm/openai-faults'
import { safeWords } from '../../src/llm/openai-words'

const of = (status: number | null, code: string | null = null, type: string | null = null) => faultOf({ status, code, type })

test('faults are told apart by their code, then by their status', () => {
  expect([of(429, 'insufficient_quota', 'insufficient_quota'), of(null, 'insufficient_quota'), of(429, null, 'insufficient_quota'), of(429, 'billing_hard_limit_reached')]).toEqual(['quota', 'quota', 'quota', 'quota'])
  expect([of(429, 'rate_limit_exceeded'), of(429), of(null, 'rate_limit_exceeded')]).toEqual(['rateLimited', 'rateLimited', 'rateLimited'])
  expect([of(401, 'invalid_api_key'), of(401), of(403, 'unsupported_country_region_territory')]).toEqual(['unauthorised', 'unauthorised', 'unauthorised'])
  expect([of(404, 'model_not_found'), of(403, 'model_not_found'), of(400, 'model_not_found'), of(404)]).toEqual(['modelNotFound', 'modelNotFound', 'modelNotFound', 'modelNotFound'])
  // As recorded: code null.
  expect([of(400, null, 'invalid_request_error'), of(400, 'unsupported_value'), of(422), of(null, null, 'invalid_request_error')]).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
  expect([of(500, 'server_error'), of(502), of(503), of(409), of(null, 'server_error')]).toEqual(['serverError', 'serverError', 'serverError', 'serverError', 'serverError'])
  expect([of(408), of(null), of(null, 'something_new')]).toEqual(['timeout', 'failed', 'failed'])
})

test('how long to wait: milliseconds go before seconds, seconds may have a point, dates count from now', () => {
  const wait = (headers: Readonly<Record<string, string>>) => retryAfterOf((name) => headers[name] ?? null, Date.UTC(2026, 10, 23, 12))
  expect([wait({ 'retry-after-ms': '1500', 'retry-after': '9' }), wait({ 'retry-after': '2.5' }), wait({ 'retry-after': '0' }), wait({ 'retry-after': 'Mon, 23 Nov 2026 12:01:00 GMT' }), wait({ 'retry-after': 'Mon, 23 Nov 2026 11:00:00 GMT' })]).toEqual([1_500, 2_500, 0, 60_000, 0])
  expect([wait({}), wait({ 'retry-after': 'soon' }), wait({ 'retry-after': '-1' }), wait({ 'retry-after': '' }), wait({ 'retry-after-ms': 'x', 'retry-after': '1' })]).toEqual([null, null, null, null, 1_000])
})

test('no key comes through in words, not even in part, and they stay one short line', () => {
  expect(safeWords('Incorrect API key provided: sk-proj-abc***wxyz.', 'another')).toBe('Incorrect API key provided: (key)')
  expect(safeWords('sent Bearer abcdef and my-own-key-1', 'my-own-key-1')).toBe('sent Bearer (key) and (key)')
  expect(safeWords('one\r\ntwo\u0000three', '')).toBe('one two three')
  expect(safeWords('a'.repeat(1_000), '')).toHaveLength(303)
})
