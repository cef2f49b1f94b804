import { usageReports } from '../../../src/storage/metering/usage-reports'
import { usageStore } from '../../../src/storage/metering/usage-store'
import type { UsageRow } from '../../../src/usecases/metering/ports'
import { testDatabase, type TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { graphServices } from '../../support/graph-services'

const [CARD, ODDS] = ['ab'.repeat(32), 'cd'.repeat(32)]
const row = (over: Partial<UsageRow> = {}): UsageRow => ({
  day: '2026-11-01', principal: 'key:a', client: 'app', version: '1', operation: 'Card', document: CARD, rest: false,
  operations: 10, failed: 0, estimatedCost: 100, actualCost: 60, bytes: 1_000, durationMs: 20, subscriptionMs: 0, deliveries: 0, errors: {}, ...over,
})
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await usageStore(database.pool).write({
    writer: '00000000-0000-4000-8000-00000000000a', sequence: 1,
    rows: [
      row(), row({ day: '2026-11-02', operations: 5, failed: 3, errors: { TIMEOUT: 1, RATE_LIMITED: 2 } }), row({ client: '', version: '', operations: 1 }),
      row({ operation: 'Odds', document: ODDS, operations: 2, subscriptionMs: 90_000, deliveries: 40 }), row({ client: '', version: '', operation: '', document: '', rest: true, operations: 4 }),
      row({ principal: 'key:b', client: 'web', operations: 7 }), row({ day: '2026-10-01', operations: 99 }), row({ principal: 'anonymous', operations: 3 }),
    ],
    documents: [{ document: CARD, operation: 'Card', fields: ['Query.race', 'Race.id', 'Runner.barrier'], day: '2026-11-01' }, { document: ODDS, operation: 'Odds', fields: ['Race.id', 'Subscription.oddsUpdated'], day: '2026-11-01' }],
  })
})
afterAll(() => database.close())

const as = (principal: string | null, scopes: readonly string[] = []): Promise<Graph> => openGraph(database.pool, { ...graphServices(), usage: usageReports }, scopes, principal)
const DAYS = 'from: "2026-11-01", to: "2026-11-02"'
const usage = async (graph: Promise<Graph>, args: string, fields: string): Promise<readonly unknown[]> => ((await (await graph).ask(`{ usage(${args}) { ${fields} } }`)) as { usage: readonly unknown[] }).usage
const refused = async (graph: Promise<Graph>, query: string): Promise<{ readonly code: unknown; readonly message: string }> => (await graph).refusal(query)

test('a key is told its own, by day unless it says otherwise', async () => {
  expect(await usage(as('key:a'), DAYS, 'day principal operations failed errors { code operations } estimatedCost cost bytes durationMs subscriptionMinutes deliveries rest')).toEqual([
    { day: '2026-11-01', principal: null, operations: 17, failed: 0, errors: [], estimatedCost: 400, cost: 240, bytes: 4_000, durationMs: 80, subscriptionMinutes: 1.5, deliveries: 40, rest: false },
    { day: '2026-11-02', principal: null, operations: 5, failed: 3, errors: [{ code: 'RATE_LIMITED', operations: 2 }, { code: 'TIMEOUT', operations: 1 }], estimatedCost: 100, cost: 60, bytes: 1_000, durationMs: 20, subscriptionMinutes: 0, deliveries: 0, rest: false },
  ])
})
test('by program and operation; the rest stands apart', async () => {
  expect(await usage(as('key:a'), `${DAYS}, by: [CLIENT, VERSION, OPERATION, DOCUMENT]`, 'day client version operation document operations rest')).toEqual([
    { day: null, client: 'app', version: '1', operation: 'Card', document: CARD, operations: 15, rest: false }, { day: null, client: 'app', version: '1', operation: 'Odds', document: ODDS, operations: 2, rest: false },
    { day: null, client: null, version: null, operation: 'Card', document: CARD, operations: 1, rest: false }, { day: null, client: null, version: null, operation: null, document: null, operations: 4, rest: true },
  ])
  expect(await usage(as('key:a'), `${DAYS}, by: []`, 'operations')).toEqual([{ operations: 22 }])
})
test('the admin is told of all, or of one', async () => {
  expect(await usage(as('admin', ['admin']), `${DAYS}, by: [PRINCIPAL]`, 'principal operations')).toEqual([{ principal: 'anonymous', operations: 3 }, { principal: 'key:a', operations: 22 }, { principal: 'key:b', operations: 7 }])
  expect(await usage(as('admin', ['admin']), `${DAYS}, by: [], principal: "key:b"`, 'operations')).toEqual([{ operations: 7 }])
})
test('nobody else is told of others, and whoever sends no key of nothing', async () => {
  expect(await refused(as('key:a'), `{ usage(principal: "key:b") { operations } }`)).toEqual({ code: 'FORBIDDEN', message: expect.stringContaining('its own usage alone') as string })
  for (const who of ['anonymous', null]) {
    for (const field of ['usage { operations }', 'fieldUsage { field }', 'usage(principal: "anonymous") { operations }']) expect(await refused(as(who), `{ ${field} }`)).toEqual({ code: 'FORBIDDEN', message: expect.stringContaining('send one as') as string })
  }
  expect(await refused(as('key:a'), `{ fieldUsage(principal: "key:b") { field } }`)).toMatchObject({ code: 'FORBIDDEN' })
  expect(await usage(as('key:a'), `${DAYS}, by: [], principal: "key:a"`, 'operations')).toEqual([{ operations: 22 }])
})
test('days that are none, and too many', async () => {
  expect((await refused(as('key:a'), '{ usage(from: "2026-11-02", to: "2026-11-01") { day } }')).message).toMatch(/there is nothing between/)
  expect((await refused(as('key:a'), '{ usage(from: "2025-01-01", to: "2026-11-01") { day } }')).message).toMatch(/at most 400/)
})
test('which fields, by which programs and operations, the most asked for first', async () => {
  const ask = async (who: Promise<Graph>, args: string): Promise<unknown> => (await (await who).ask(`{ fieldUsage(${args}) { field principal client version operation operations lastDay } }`) as { fieldUsage: unknown }).fieldUsage
  const app = { principal: 'key:a', client: 'app', version: '1', operation: 'Card', operations: 15, lastDay: '2026-11-02' }
  expect(await ask(as('key:a'), `${DAYS}, fields: ["Race.id"]`)).toEqual([
    { field: 'Race.id', ...app }, { field: 'Race.id', ...app, operation: 'Odds', operations: 2, lastDay: '2026-11-01' }, { field: 'Race.id', ...app, client: null, version: null, operations: 1, lastDay: '2026-11-01' },
  ])
  expect(await ask(as('admin', ['admin']), `${DAYS}, fields: ["Runner.barrier"]`)).toMatchObject([{ principal: 'key:a', operations: 15 }, { principal: 'key:b', operations: 7 }, { principal: 'anonymous', operations: 3 }, { client: null, operations: 1 }])
  expect(await ask(as('key:b'), DAYS)).toHaveLength(3)
})
