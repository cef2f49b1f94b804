import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../../src/cli/run-cli'
import { usageStore } from '../../src/storage/metering/usage-store'
import type { UsageRow } from '../../src/usecases/metering/ports'
import { testDatabase, type TestDatabase } from '../support/database'
import { temporaryFolder } from '../support/temporary-folder'

const HASH = 'ab'.repeat(32)
const row = (over: Partial<UsageRow> = {}): UsageRow => ({
  day: '2026-11-02', principal: 'key:Aa0Aa0Aa0A', client: '=cmd()', version: '1', operation: 'Card', document: HASH, rest: false,
  operations: 10, failed: 1, estimatedCost: 100, actualCost: 60, bytes: 1_000, durationMs: 20, subscriptionMs: 90_000, deliveries: 4, errors: { TIMEOUT: 1 }, ...over,
})
let database: TestDatabase
const folder = temporaryFolder()
beforeAll(async () => {
  database = await testDatabase()
  await database.pool.query(`INSERT INTO api_keys (id, name, owner, tier, scopes, origins, addresses, created_at, revision) VALUES ('Aa0Aa0Aa0A', 'web', 'Acme', 'partner', '{racing}', '{}', '{}', now(), 1)`)
  await usageStore(database.pool).write({
    writer: '00000000-0000-4000-8000-00000000000a', sequence: 1, rows: [row(), row({ day: '2026-11-30', operation: 'Odds', operations: 5 }), row({ day: '2026-12-01' }), row({ day: '2026-10-31' }), row({ principal: 'anonymous', client: '', version: '', errors: {}, failed: 0 })],
    documents: [{ document: HASH, operation: 'Card', fields: ['Query.race', 'Runner.barrier'], day: '2026-11-02' }],
  })
})
afterAll(async () => { await database.close(); folder.remove() })

const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly answers: readonly string[]; readonly notes: readonly string[] }> => {
  const [answers, notes]: [string[], string[]] = [[], []]
  const code = await runCli(['usage', ...args], { env: { DATABASE_URL: database.url, ...env }, output: { answer: (text) => { answers.push(text) }, note: (text) => { notes.push(text) } } })
  return { code, answers, notes }
}
const NOVEMBER = ['--from', '2026-11-01', '--to', '2026-11-30']
const prices = (json: unknown): Record<string, string> => {
  const path = join(folder.path, 'prices.json')
  writeFileSync(path, JSON.stringify(json))
  return { RACEGRAPH_PRICES_FILE: path }
}

test('usage: text, JSON and CSV of the same; a name of a client is no formula', async () => {
  const text = await run(NOVEMBER)
  expect(text.code).toBe(0)
  expect(text.answers[0]).toMatch(/2026-11-02 {2}anonymous .* 10 +0 +60/u)
  const json = await run([...NOVEMBER, '--by', 'client', '--json'])
  expect(JSON.parse(String(json.answers[0]))).toMatchObject({ from: '2026-11-01', to: '2026-11-30', rows: [{ client: '=cmd()', day: null, operations: 15, failed: 2, errors: { TIMEOUT: 2 } }, { client: null, operations: 10 }] })
  const csv = await run([...NOVEMBER, '--by', 'principal,client', '--csv', '--principal', 'key:Aa0Aa0Aa0A'])
  expect(csv.answers[0]).toBe('day,principal,client,version,operation,document,rest,operations,failed,errors,estimatedCost,cost,bytes,durationMs,subscriptionMinutes,deliveries\n,key:Aa0Aa0Aa0A,\'=cmd(),,,,false,15,2,TIMEOUT=2,200,120,2000,40,3,8\n')
})
test('an invoice: of its month alone, by owner and key, priced where prices are known', async () => {
  // 15 operations at 0.1, 120 units at 0.01, 3 minutes at 1, 8 deliveries at 0, no price needed for what was not used.
  const env = prices({ currency: 'EUR', tiers: { partner: { operations: 0.1, costUnits: 0.01, subscriptionMinutes: 1, deliveries: 0, gigabytes: 0 } } })
  const csv = await run(['invoice', '--month', '2026-11', '--csv'], env)
  expect(csv.answers[0]).toBe('month,owner,key,principal,tier,operations,failed,costUnits,subscriptionMinutes,deliveries,bytes,currency,amount\n2026-11,Acme,web,key:Aa0Aa0Aa0A,partner,15,2,120,3,8,2000,EUR,5.7\n2026-11,,,anonymous,,10,0,60,1.5,4,1000,,\n')
  expect((await run(['invoice', '--month', '2026-11'], env)).answers[0]).toMatch(/Acme +TOTAL .*EUR 5\.70/u)
  const unpriced = JSON.parse(String((await run(['invoice', '--month', '2026-11', '--json'])).answers[0])) as { currency: unknown; owners: readonly { amount: unknown }[] }
  expect([unpriced.currency, ...unpriced.owners.map(({ amount }) => amount)]).toEqual([null, null, null])
  expect((await run(['invoice', '--month', '2026-09'])).answers).toEqual(['Nothing was used in 2026-09.'])
})
test('fields: who asks for them, by which operation', async () => {
  const { answers } = await run(['fields', ...NOVEMBER, '--field', 'Runner.barrier', '--json'])
  expect(JSON.parse(String(answers[0]))).toEqual({ from: '2026-11-01', to: '2026-11-30', fields: [
    { field: 'Runner.barrier', principal: 'anonymous', client: null, version: null, operation: 'Card', operations: 10, lastDay: '2026-11-02' },
    { field: 'Runner.barrier', principal: 'key:Aa0Aa0Aa0A', client: '=cmd()', version: '1', operation: 'Card', operations: 10, lastDay: '2026-11-02' },
  ] })
  expect((await run(['fields', ...NOVEMBER])).answers[0]).toMatch(/Query\.race +anonymous/u)
})
test.each<[readonly string[], RegExp]>([
  [['--by', 'hour'], /--by has "hour"/u], [['--json', '--csv'], /two forms/u], [['invoice', '--month', '2026-13'], /a month such as/u], [['--from', '2026-11-02', '--to', '2026-11-01'], /nothing between/u],
])('%j is refused in words', async (args, words) => {
  const { code, answers, notes } = await run(args)
  expect([code, [...notes, ...answers].join(' ')]).toEqual([2, expect.stringMatching(words)])
})
test.each<[string, unknown]>([['a price below nothing', { currency: 'EUR', tiers: { partner: { operations: -1 } } }], ['a part that nobody sells', { currency: 'EUR', tiers: { partner: { races: 1 } } }], ['no currency', { tiers: {} }]])('a file of prices with %s is refused', async (_what, json) => {
  const { code, notes } = await run(['invoice', '--month', '2026-11'], prices(json))
  expect([code, notes.join('')]).toEqual([2, expect.stringContaining('RACEGRAPH_PRICES_FILE')])
})
