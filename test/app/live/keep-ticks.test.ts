import pino from 'pino'
import { tickRound } from '../../../src/app/live/keep-ticks'
import { testDatabase, type TestDatabase } from '../../support/database'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })

const days = async (): Promise<string[]> => (await db.pool.query<{ day: string }>('SELECT day::text FROM tick_days ORDER BY day')).rows.map(({ day }) => day)

test('a round rolls up what was stored; days are made ahead and dropped in the first, and then once an hour', async () => {
  let now = new Date('2026-11-23T10:00:00Z')
  const round = tickRound({ pool: db.pool, clock: { now: () => now }, config: { RACEGRAPH_TICK_DAYS: 30, RACEGRAPH_BAR_1S_DAYS: 90, RACEGRAPH_BAR_10S_DAYS: 365 }, logger: pino({ level: 'silent' }) })
  const old = async (): Promise<void> => {
    await db.pool.query("SELECT make_tick_day('2026-10-01'); UPDATE tick_days SET stored_at = '2026-10-02T00:00:00Z' WHERE day = '2026-10-01'")
    await db.pool.query("INSERT INTO ticks (market_id, selection_id, handicap, sequence, at, received_at, status, in_play, back) VALUES (1, 1, 0, 1, '2026-10-01T10:00:00Z', now(), 'ACTIVE', false, 2.5) ON CONFLICT DO NOTHING")
    await db.pool.query("INSERT INTO ticks_stored (market_id, from_at, to_at, sequence) VALUES (1, '2026-10-01T10:00:00Z', '2026-10-01T10:00:00Z', 1)")
  }
  const never = new AbortController().signal
  const AHEAD = ['2026-11-23', '2026-11-24', '2026-11-25']
  await old()
  expect([await round(never), await days()]).toEqual([1, AHEAD])
  expect((await db.pool.query('SELECT close FROM bars WHERE resolution_s = 60')).rows).toEqual([{ close: 2.5 }])
  await old()
  now = new Date('2026-11-23T10:59:59Z')
  expect([await round(never), await days()]).toEqual([1, ['2026-10-01', ...AHEAD]])
  now = new Date('2026-11-23T11:00:00Z')
  expect([await round(never), await days()]).toEqual([0, AHEAD])
})
