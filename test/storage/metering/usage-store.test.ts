import { createUsageBook } from '../../../src/usecases/metering/usage-book'
import type { UsageBatch, UsageRow } from '../../../src/usecases/metering/ports'
import { usageStore } from '../../../src/storage/metering/usage-store'
import { testDatabase, type TestDatabase } from '../../support/database'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })
beforeEach(() => db.clear())

const [A, B] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
const HASH = 'ab'.repeat(32)
const row = (over: Partial<UsageRow> = {}): UsageRow => ({
  day: '2026-11-23', principal: 'key:a', client: 'app', version: '1', operation: 'Card', document: HASH, rest: false,
  operations: 2, failed: 1, estimatedCost: 20, actualCost: 10, bytes: 100, durationMs: 1.5, subscriptionMs: 0, deliveries: 0, errors: { TIMEOUT: 1 }, ...over,
})
const batch = (writer: string, sequence: number, rows: readonly UsageRow[], documents: UsageBatch['documents'] = []): UsageBatch => ({ writer, sequence, rows, documents })
const all = async (sql: string): Promise<unknown[]> => (await db.pool.query(sql)).rows as unknown[]

test('rows of all writers are added, by what is told apart and by day and principal', async () => {
  const store = usageStore(db.pool)
  expect(await store.write(batch(A, 1, [row(), row({ client: 'web', errors: {}, failed: 0 })]))).toBe(true)
  expect(await store.write(batch(B, 1, [row({ errors: { TIMEOUT: 1, FORBIDDEN: 2 }, deliveries: 4, subscriptionMs: 250 })]))).toBe(true)
  expect(await all('SELECT client, operations::int, failed::int, estimated_cost, actual_cost, bytes::int, duration_ms, subscription_ms, deliveries::int, errors FROM usage_operations ORDER BY client')).toEqual([
    { client: 'app', operations: 4, failed: 2, estimated_cost: 40, actual_cost: 20, bytes: 200, duration_ms: 3, subscription_ms: 250, deliveries: 4, errors: { TIMEOUT: 2, FORBIDDEN: 2 } },
    { client: 'web', operations: 2, failed: 0, estimated_cost: 20, actual_cost: 10, bytes: 100, duration_ms: 1.5, subscription_ms: 0, deliveries: 0, errors: {} },
  ])
  expect(await all('SELECT day::text, principal, operations::int, bytes::int, errors FROM usage_days')).toEqual([{ day: '2026-11-23', principal: 'key:a', operations: 6, bytes: 300, errors: { TIMEOUT: 2, FORBIDDEN: 2 } }])
})
test('a batch that is written again changes nothing', async () => {
  const store = usageStore(db.pool)
  expect([await store.write(batch(A, 1, [row()])), await store.write(batch(A, 1, [row()])), await store.write(batch(A, 2, [row()])), await store.write(batch(A, 1, [row()]))]).toEqual([true, false, true, false])
  expect(await all('SELECT operations::int FROM usage_operations')).toEqual([{ operations: 4 }])
})
test('a batch of which a part cannot be written is not written, and can be once it can', async () => {
  const store = usageStore(db.pool)
  await expect(store.write(batch(A, 1, [row(), row({ principal: '' })]))).rejects.toThrow(/usage_/u)
  expect(await all('SELECT 1 FROM usage_operations UNION ALL SELECT 1 FROM usage_days UNION ALL SELECT 1 FROM usage_writers')).toEqual([])
  expect(await store.write(batch(A, 1, [row()]))).toBe(true)
})
test('writers that add to the same rows at the same time do not stand in each other\'s way', async () => {
  const store = usageStore(db.pool)
  const rows = Array.from({ length: 40 }, (_, i) => row({ operation: `o${i}`, errors: {} }))
  await Promise.all([A, B].flatMap((writer, w) => [1, 2, 3].map(async (n) => store.write(batch(writer.replace(/0(?=.$)/u, String(n)), 1, w === 0 ? rows : [...rows].reverse())))))
  expect(await all('SELECT DISTINCT operations::int FROM usage_operations')).toEqual([{ operations: 12 }])
})
test('a connection that is cut before the commit leaves nothing, and the same batch is then written', async () => {
  const store = usageStore(db.pool)
  const lock = await db.pool.connect()
  await lock.query('BEGIN; LOCK TABLE usage_operations IN ACCESS EXCLUSIVE MODE')
  const first = store.write(batch(A, 1, [row()])).catch((error: unknown) => error)
  for (;;) {
    const { rowCount } = await db.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%usage_operations%' AND pid <> pg_backend_pid()`)
    if (rowCount === 1) break
  }
  expect(await first).toBeInstanceOf(Error)
  await lock.query('ROLLBACK')
  lock.release()
  expect(await store.write(batch(A, 1, [row()]))).toBe(true)
  expect(await all('SELECT operations::int FROM usage_operations')).toEqual([{ operations: 2 }])
})
test('documents stand once, with the last day of their use; what is forgotten leaves totals of days', async () => {
  const store = usageStore(db.pool)
  const document = { document: HASH, operation: 'Card', fields: ['Query.race', 'Race.id'] }
  await store.write(batch(A, 1, [row({ day: '2026-08-01' })], [{ ...document, day: '2026-08-01' }, { ...document, operation: 'Old', day: '2026-08-01' }]))
  await store.write(batch(A, 2, [row()], [{ ...document, day: '2026-11-23' }]))
  expect(await all('SELECT operation, fields, used_on::text FROM usage_documents ORDER BY operation')).toEqual([
    { operation: 'Card', fields: ['Query.race', 'Race.id'], used_on: '2026-11-23' }, { operation: 'Old', fields: ['Query.race', 'Race.id'], used_on: '2026-08-01' },
  ])
  expect(await store.prune('2026-08-25')).toBe(1)
  expect(await all('SELECT day::text FROM usage_operations')).toEqual([{ day: '2026-11-23' }])
  expect(await all('SELECT operation FROM usage_documents')).toEqual([{ operation: 'Card' }])
  expect(await all('SELECT day::text FROM usage_days ORDER BY day')).toEqual([{ day: '2026-08-01' }, { day: '2026-11-23' }])
})
test('what the book gives can be written, whatever it was told', async () => {
  const book = createUsageBook()
  book.operation({
    at: Date.parse('2026-11-23') as never, caller: { principal: { id: 'token:\ud83d\0\n"\'\\u0000', kind: 'token', tier: 't', scopes: [], expiresAt: null, standing: () => null }, address: '', client: { name: '😀'.repeat(59) + 'ab\ud83d', version: '"' } },
    transport: 'http', type: null, name: null, document: null, fields: null, estimatedCost: 0.5, actualCost: NaN, errors: ['x'], bytes: 3.3, durationMs: 0,
  })
  const taken = book.take()
  if (taken === null) throw new Error('nothing was told')
  expect(await usageStore(db.pool).write({ writer: A, sequence: 1, ...taken })).toBe(true)
})
