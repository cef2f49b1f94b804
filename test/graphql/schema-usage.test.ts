import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import { askers, fieldsTouched, readUsage, whoAsks } from '../../script/schema-usage'
import { usageStore } from '../../src/storage/metering/usage-store'
import { testDatabase } from '../support/database'
import { temporaryFolder } from '../support/temporary-folder'

const schema = buildSchema(`
  type Query { races(filter: RaceFilter, first: Int): [Race!]! race(id: ID!): Race search: [Hit!]! }
  type Race { id: ID! status: Status! winner: Horse }
  type Horse { name: String! sire: Horse }
  union Hit = Race | Horse
  enum Status { OPEN CLOSED }
  enum Order { UP DOWN }
  input RaceFilter { status: [Status!] deep: Deeper }
  input Deeper { order: Order }
`)
test.each<[string, string, readonly string[]]>([
  ['a field', 'Race.winner', ['Race.winner']], ['an argument', 'Query.races.first', ['Query.races']], ['a value of an enum that fields give and take', 'Status.CLOSED', ['Query.races', 'Race.status']],
  ['a value that an input takes within another', 'Order.UP', ['Query.races']], ['a field of an input', 'RaceFilter.status', ['Query.races']],
  ['a whole type', 'Horse', ['Horse.name', 'Horse.sire', 'Race.winner']], ['a member of a union', 'Hit', ['Query.search']], ['what is not in it', 'Nothing.at', []],
])('%s touches', (_what, path, fields) => { expect([...fieldsTouched(schema, path)].sort()).toEqual(fields) })

const use = (field: string, client: string | null, operation: string, operations: number, lastDay = '2026-11-20') => ({ field, principal: 'key:a', client, version: client === null ? null : '1.2', operation, operations, lastDay })
test('an operation that asks for several of them counts once, by its last day', () => {
  expect(askers([use('Horse.name', 'app', 'Card', 5), use('Horse.sire', 'app', 'Card', 9, '2026-11-18'), use('Race.id', 'app', 'Card', 50), use('Horse.name', 'web', 'List', 7)], new Set(['Horse.name', 'Horse.sire']))).toMatchObject([
    { client: 'app', operation: 'Card', operations: 9, lastDay: '2026-11-20' }, { client: 'web', operations: 7 },
  ])
})
test('it names clients and operations and how often they asked, ten of them, and nobody', () => {
  expect(whoAsks(schema, 'Horse.name', { of: 'in the last 30 days', uses: [use('Horse.name', 'app', 'Card', 15), use('Horse.name', null, 'List', 1)] })).toEqual([
    'asked for in the last 30 days by', '  app 1.2, operation Card, key:a: 15 times, last on 2026-11-20', '  (a client without a name), operation List, key:a: 1 time, last on 2026-11-20',
  ])
  expect(whoAsks(schema, 'Horse.name', { of: 'x', uses: Array.from({ length: 12 }, (_, i) => use('Horse.name', `c${i}`, 'O', 1)) }).at(-1)).toBe('  and 2 more')
  expect(whoAsks(schema, 'Race.winner', { of: 'in the last 30 days', uses: [use('Horse.name', 'app', 'Card', 15)] })).toEqual(['nobody asked for it in the last 30 days'])
})

describe('usage at hand', () => {
  const folder = temporaryFolder()
  afterAll(() => { folder.remove() })
  const file = (text: string): string => { const path = join(folder.path, 'usage.json'); writeFileSync(path, text); return path }

  test('from a file, as the command prints it', async () => {
    const fields = [use('Horse.name', 'app', 'Card', 15)]
    expect(await readUsage({ file: file(JSON.stringify({ from: '2026-11-01', to: '2026-11-30', fields })) })).toEqual({ of: 'from 2026-11-01 to 2026-11-30', uses: fields })
  })
  test.each(['{', '{}', '{"fields":[{"field":1}]}', 'null'])('a file that is none is refused: %s', async (text) => { await expect(readUsage({ file: file(text) })).rejects.toThrow(/usage\.json/u) })
  test('from the database: of the last 30 days', async () => {
    const database = await testDatabase()
    const today = new Date().toISOString().slice(0, 10)
    const row = { principal: 'key:a', client: 'app', version: '', operation: 'Card', document: 'ab'.repeat(32), rest: false, operations: 3, failed: 0, estimatedCost: 0, actualCost: 0, bytes: 0, durationMs: 0, subscriptionMs: 0, deliveries: 0, errors: {} }
    await usageStore(database.pool).write({ writer: '00000000-0000-4000-8000-00000000000a', sequence: 1, rows: [{ ...row, day: today }, { ...row, day: '2020-01-01' }], documents: [{ document: row.document, operation: 'Card', fields: ['Horse.name'], day: today }] })
    expect(await readUsage({ databaseUrl: database.url })).toEqual({ of: 'in the last 30 days', uses: [{ field: 'Horse.name', principal: 'key:a', client: 'app', version: null, operation: 'Card', operations: 3, lastDay: today }] })
    await database.close()
  })
  test('without any it says so, and what to do; a database that cannot be asked is no secret told', async () => {
    expect(await readUsage({})).toEqual({ why: expect.stringContaining('--usage FILE') as string })
    expect(await readUsage({ databaseUrl: 'postgresql://me:hunter2@127.0.0.1:1/none' })).toEqual({ why: 'the database of DATABASE_URL could not be asked (ECONNREFUSED)' })
  })
})
