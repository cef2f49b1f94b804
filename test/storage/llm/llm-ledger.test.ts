import type { Instant } from '../../../src/domain/instant'
import type { LlmAttempt } from '../../../src/llm/llm'
import { llmLedger } from '../../../src/storage/llm/llm-ledger'
import { withRunner } from '../../../src/storage/sql-runner'
import { testDatabase, type TestDatabase } from '../../support/database'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())
beforeEach(() => database.clear())

const ledger = (): ReturnType<typeof llmLedger> => llmLedger((use) => withRunner(database.pool, use))
const NOON = Date.UTC(2026, 10, 23, 12) as Instant
const attempt = (more: Partial<LlmAttempt> = {}): LlmAttempt => ({
  at: NOON, purpose: 'COMMENTARY', subject: '17', model: 'gpt-x', answeredBy: 'gpt-x-1', effort: 'low', outcome: 'ok', status: 200, code: null, requestId: 'req_1', durationMs: 1_234.6,
  usage: { input: 1_000, cached: 900, cacheWritten: 50, output: 200, reasoning: 150 }, costUsd: 0.25, priceVersion: 'p1', synthetic: false, ...more,
})

test('every attempt is a row, with nulls for what nobody knows', async () => {
  await ledger().record(attempt())
  await ledger().record(attempt({ outcome: 'timeout', status: null, answeredBy: null, requestId: null, usage: null, costUsd: null, priceVersion: null, synthetic: true, subject: null, effort: null }))
  const { rows } = await database.pool.query('SELECT * FROM llm_attempts ORDER BY id')
  expect(rows[0]).toMatchObject({ at: '2026-11-23T12:00:00.000Z', purpose: 'COMMENTARY', subject: '17', model: 'gpt-x', answered_by: 'gpt-x-1', effort: 'low', outcome: 'ok', status: 200, code: null, request_id: 'req_1', duration_ms: 1235, input_tokens: 1000, cached_tokens: 900, cache_written_tokens: 50, output_tokens: 200, reasoning_tokens: 150, cost_usd: 0.25, price_version: 'p1', synthetic: false })
  expect(rows[1]).toMatchObject({ outcome: 'timeout', status: null, answered_by: null, input_tokens: null, output_tokens: null, cost_usd: null, price_version: null, synthetic: true, subject: null, effort: null })
})
test('what was spent since an instant, that instant included; unknown costs count for nothing', async () => {
  for (const [at, costUsd] of [[NOON - 1, 4], [NOON, 0.5], [NOON + 10, 0.125], [NOON + 20, null]] as const) await ledger().record(attempt({ at: at as Instant, costUsd }))
  expect(await ledger().spentSince(NOON)).toBe(0.625)
  expect(await ledger().spentSince((NOON + 11) as Instant)).toBe(0)
})
test('nothing in it is changed or taken away', async () => {
  await ledger().record(attempt())
  await expect(database.pool.query('UPDATE llm_attempts SET cost_usd = 0')).rejects.toThrow(/append/i)
  await expect(database.pool.query('DELETE FROM llm_attempts')).rejects.toThrow(/append/i)
})
