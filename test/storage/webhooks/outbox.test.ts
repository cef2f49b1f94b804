import type { Instant } from '../../../src/domain/instant'
import { webhookOutbox } from '../../../src/storage/webhooks/outbox'
import { resultNews, scratchingNews } from '../../../src/usecases/webhooks/news'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces, addResult } from '../../support/served-races'
import { addWebhook } from '../../support/webhook-world'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase(); await addRaces(db.pool, [3, 3]); await addWebhook(db.pool, 'https://receiver.invalid/') })
afterAll(() => db.close())
beforeEach(() => db.pool.query("DELETE FROM webhook_deliveries; DELETE FROM webhook_told; UPDATE runners SET status = 'DECLARED' WHERE status <> 'DECLARED'; DELETE FROM webhook_signals"))

const now = (): Instant => Date.now() as Instant
const outbox = () => webhookOutbox({ pool: db.pool, now, mostWaiting: 100 })
const take = (): Promise<number> => outbox().takeSignals({ result: (race) => resultNews(race, now()), scratching: (race, runnerId) => scratchingNews(race, runnerId, now()) })
const count = async (table: string): Promise<number> => (await db.pool.query(`SELECT FROM ${table}`)).rowCount ?? 0
const scratch = (...ids: readonly number[]): Promise<unknown> => db.pool.query("UPDATE runners SET status = 'SCRATCHED' WHERE id = ANY ($1)", [ids])

it('a change of what somebody is just telling leaves a signal of its own', async () => {
  await scratch(101)
  const other = await db.pool.connect()
  await other.query('BEGIN; DELETE FROM webhook_signals')
  await db.pool.query("UPDATE runners SET status = 'DECLARED' WHERE id = 101")
  await other.query('COMMIT')
  other.release()
  expect(await count('webhook_signals')).toBe(1)
})
it('a transaction leaves one signal of a thing, however often it writes it', async () => {
  await addResult(db.pool, 2, [])
  await db.pool.query('DELETE FROM webhook_signals')
  await db.pool.query(`BEGIN; INSERT INTO results (runner_id, race_id, status, position, known_at) SELECT id, race_id, 'FINISHED', number, race_start + interval '1 hour' FROM runners WHERE race_id = 2;
    UPDATE results SET starting_price = 2 WHERE race_id = 2; UPDATE races SET result_known_at = result_known_at + interval '1 minute' WHERE id = 2; COMMIT`)
  expect(await count('webhook_signals')).toBe(1)
  await db.pool.query("DELETE FROM results; UPDATE races SET status = 'OPEN', result_known_at = NULL; DELETE FROM webhook_signals")
})
it('whoever fails, or dies, leaves all to the next', async () => {
  await scratch(101, 201)
  await expect(outbox().takeSignals({ result: () => null, scratching: (race, runnerId) => { if (runnerId === 201) throw new Error('stopped in the middle'); return scratchingNews(race, runnerId, now()) } })).rejects.toThrow('stopped in the middle')
  expect([await count('webhook_signals'), await count('webhook_deliveries'), await count('webhook_told')]).toEqual([2, 0, 0])
  expect(await take()).toBe(2)
  expect([await count('webhook_signals'), await count('webhook_deliveries')]).toEqual([0, 2])
})
it('several who take at once tell each thing once', async () => {
  await scratch(101, 102, 201, 202)
  for (let again = 0; again < 3; again++) await db.pool.query("UPDATE runners SET status = 'DECLARED' WHERE race_id IN (1, 2); UPDATE runners SET status = 'LATE_SCRATCHED' WHERE id IN (101, 102, 201, 202)")
  const signals = await count('webhook_signals')
  const taken = await Promise.all(Array.from({ length: 4 }, take))
  expect(taken.reduce((sum, one) => sum + one, 0)).toBe(signals)
  expect(await count('webhook_deliveries')).toBe(4)
})
it('who takes a later change of a race waits for who tells of an earlier one', async () => {
  await scratch(101)
  const other = await db.pool.connect()
  await other.query("BEGIN; DELETE FROM webhook_signals; SELECT pg_advisory_xact_lock(7223382, 1); INSERT INTO webhook_told VALUES ('SCRATCHING', 1, 101, 1, 'OUT', now())")
  await db.pool.query("UPDATE runners SET status = 'DECLARED' WHERE id = 101")
  let isDone = false
  const taken = take().finally(() => { isDone = true })
  while (!isDone && (await db.pool.query("SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() WHERE l.locktype = 'advisory' AND NOT l.granted")).rowCount === 0);
  await other.query('COMMIT')
  other.release()
  expect(await taken).toBe(1)
  expect((await db.pool.query<{ payload: string }>('SELECT payload FROM webhook_deliveries')).rows.map(({ payload }) => JSON.parse(payload) as unknown)).toMatchObject([{ data: { withdrawn: false, version: 2 } }])
})
it('history that is brought in leaves none', async () => {
  await addRaces(db.pool, [2], { date: '2020-03-01', first: 50 })
  await addResult(db.pool, 50, [{ position: 1 }, { runner: 'SCRATCHED' }])
  expect(await count('webhook_signals')).toBe(0)
})
