import type { Instant } from '../../../src/domain/instant'
import type { LlmAttempt } from '../../../src/llm/llm'
import { llmLedger } from '../../../src/storage/llm/llm-ledger'
import { withRunner } from '../../../src/storage/sql-runner'
import { testDatabase, type TestDatabase } from '../../support/database'
import { openGraph } from '../../support/graph'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const ledger = llmLedger((use) => withRunner(database.pool, use))
  const attempt = (day: number, more: Partial<LlmAttempt>): LlmAttempt => ({
    at: Date.UTC(2026, 10, day, 23, 59) as Instant, purpose: 'COMMENTARY', subject: null, model: 'gpt-x', answeredBy: null, effort: null, outcome: 'ok', status: 200, code: null, requestId: null, durationMs: 1,
    usage: { input: 100, cached: 40, cacheWritten: 0, output: 10, reasoning: 4 }, costUsd: 0.25, priceVersion: null, synthetic: false, ...more,
  })
  for (const one of [attempt(1, {}), attempt(1, { outcome: 'timeout', usage: null, costUsd: null }), attempt(1, { purpose: 'OPINION', costUsd: 0.5 }), attempt(2, { model: 'gpt-y' }), attempt(2, { model: 'stand-in', synthetic: true, costUsd: 0 }), attempt(9, {})]) await ledger.record(one)
})
afterAll(() => database.close())

const FIELDS = 'day model purpose synthetic calls failed inputTokens cachedTokens outputTokens reasoningTokens cost unpricedCalls'
const query = (args: string): string => `{ llmSpend(${args}) { ${FIELDS} } }`
const ask = async (args: string): Promise<readonly Readonly<Record<string, unknown>>[]> => ((await (await openGraph(database.pool, undefined, ['admin'])).ask(query(args))) as { llmSpend: readonly Readonly<Record<string, unknown>>[] }).llmSpend
const refusal = async (args: string, scopes: readonly string[] = ['admin']): Promise<{ readonly code: unknown; readonly message: string }> => (await openGraph(database.pool, undefined, scopes)).refusal(query(args))

test('by day, model and purpose', async () => {
  const tokens = { inputTokens: 100, cachedTokens: 40, outputTokens: 10, reasoningTokens: 4 }
  expect(await ask('from: "2026-11-01", to: "2026-11-02"')).toEqual([
    { day: '2026-11-01', model: 'gpt-x', purpose: 'COMMENTARY', synthetic: false, calls: 2, failed: 1, ...tokens, cost: 0.25, unpricedCalls: 1 },
    { day: '2026-11-01', model: 'gpt-x', purpose: 'OPINION', synthetic: false, calls: 1, failed: 0, ...tokens, cost: 0.5, unpricedCalls: 0 },
    { day: '2026-11-02', model: 'gpt-y', purpose: 'COMMENTARY', synthetic: false, calls: 1, failed: 0, ...tokens, cost: 0.25, unpricedCalls: 0 },
    { day: '2026-11-02', model: 'stand-in', purpose: 'COMMENTARY', synthetic: true, calls: 1, failed: 0, ...tokens, cost: 0, unpricedCalls: 0 },
  ])
})
test('taken together; the stand-in stays apart', async () => {
  expect(await ask('from: "2026-11-01", to: "2026-11-09", by: []')).toMatchObject([{ day: null, model: null, purpose: null, synthetic: false, calls: 5, failed: 1, cost: 1.25, unpricedCalls: 1 }, { synthetic: true, calls: 1 }])
  expect((await ask('from: "2026-11-01", to: "2026-11-09", by: [MODEL]')).map(({ model }) => model)).toEqual(['gpt-x', 'gpt-y', 'stand-in'])
})
test('without the scope it is refused, by name', async () => {
  expect(await refusal('by: [DAY]', [])).toEqual({ code: 'FORBIDDEN', message: expect.stringContaining('scope "admin"') })
})
test('days that are none, and too many', async () => {
  expect((await refusal('from: "2026-11-02", to: "2026-11-01"')).message).toMatch(/there is nothing between/)
  expect((await refusal('from: "2025-01-01", to: "2026-11-01"')).message).toMatch(/at most 400/)
})
