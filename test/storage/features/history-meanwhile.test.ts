import type { FinishedRace } from '../../../src/domain/race-outcome'
import { History, knownDay } from '../../../src/features/history/history'
import { historyStore } from '../../../src/storage/features/history-store'
import { WAIT_FOR_CHANGES } from '../../../src/storage/features/stale-vectors'
import { createPool } from '../../../src/storage/pool'
import { testDatabase, type TestDatabase } from '../../support/database'
import { daysBefore, finished } from '../../support/racing-world'
import { withReader } from './racing-months'

let database: TestDatabase
beforeAll(async () => { database = await testDatabase() })
beforeEach(() => database.clear())
afterAll(() => database.close())

const run = (ago: number, raceId: number): FinishedRace => finished({ raceId, off: daysBefore(ago), runners: [1, 2].map((horseId) => ({ horseId, runnerId: 10 * raceId + horseId, jockeyId: 7 })) }, [1, 2])
const folded = (...races: readonly FinishedRace[]): History => {
  const history = new History()
  for (const race of races) history.fold(knownDay(race), [race])
  return history
}
const ONE = folded(run(20, 1))
const TWO = folded(run(30, 1), run(20, 2))
const TODAY = Math.floor(Date.parse(daysBefore(0)) / 86_400_000)
/** Runs of horse 1, rides of the jockey and what the history was built from, as anybody reads them. */
const seen = (): Promise<unknown[]> => withReader(database.url, async (reader) => {
  const [[lines], totals, { builtFrom }] = await Promise.all([reader.lines([{ horseId: 1, day: TODAY }], { trials: false }), reader.totals([{ family: 'jockey', key: 7, day: TODAY }]), historyStore(database.pool).status()])
  return [lines?.lines[0], lines?.lines.length, [...totals.values()][0]?.[0], builtFrom]
})
const LINE = [...ONE.lines()][0]?.line.length ?? 0
const OLD = [1, LINE, 2, 'one']
const NEW = [1, 2 * LINE, 4, 'two']

test('until a build is committed everybody reads the old one whole, and another build is refused', async () => {
  const store = historyStore(database.pool)
  await store.replace(ONE, 'one')
  expect(await seen()).toEqual(OLD)
  // Whoever computes vectors holds a build up just before it ends: all its rows are written by then.
  const [holder, other] = [await database.pool.connect(), createPool({ url: database.url, size: 1 })]
  try {
    await holder.query('BEGIN')
    await holder.query(WAIT_FOR_CHANGES)
    const building = store.replace(TWO, 'two')
    const waits = async (): Promise<boolean> => (await holder.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rowCount === 1
    while (!await waits()) { /* it gets there by itself */ }
    expect(await seen()).toEqual(OLD)
    await expect(historyStore(other).replace(TWO, 'three')).rejects.toMatchObject({ code: 'IMPORT_FAILED', message: 'Another racegraph is building the history of this database: wait for it to end, then start this one again.' })
    expect((await other.query('SELECT 1')).rowCount).toBe(1)
    await holder.query('COMMIT')
    await building
  } finally { await holder.query('ROLLBACK'); holder.release(); await other.end() }
  expect(await seen()).toEqual(NEW)
  await store.replace(ONE, 'one')
  expect(await seen()).toEqual(OLD)
})

test('a reader that began before a build neither holds it up nor sees it', async () => {
  const store = historyStore(database.pool)
  await store.replace(ONE, 'one')
  const reader = await database.pool.connect()
  const counts = async (): Promise<unknown> => (await reader.query<{ n: number[] }>('SELECT ARRAY[(SELECT count(*) FROM run_lines), (SELECT count(*) FROM tallies WHERE family = \'jockey\')]::int[] AS n')).rows[0]?.n
  try {
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    expect(await counts()).toEqual([2, 1])
    await store.replace(TWO, 'two')
    expect(await counts()).toEqual([2, 1])
    await reader.query('COMMIT')
    expect(await counts()).toEqual([4, 2])
  } finally { reader.release() }
})

test('a connection that is lost in the middle leaves the old rows, and the next build goes through', async () => {
  const pool = createPool({ url: database.url, size: 1 })
  try {
    await historyStore(pool).replace(ONE, 'one')
    const holder = await database.pool.connect()
    try {
      await holder.query('BEGIN')
      await holder.query(WAIT_FOR_CHANGES)
      const building = historyStore(pool).replace(TWO, 'two')
      building.catch(() => undefined)
      const waiting = async (): Promise<number | undefined> => (await holder.query<{ pid: number }>("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rows[0]?.pid
      let pid: number | undefined
      while ((pid = await waiting()) === undefined) { /* it gets there by itself */ }
      await holder.query('SELECT pg_terminate_backend($1)', [pid])
      await expect(building).rejects.toThrow()
      await holder.query('COMMIT')
    } finally { await holder.query('ROLLBACK'); holder.release() }
    expect(await seen()).toEqual(OLD)
    await historyStore(pool).replace(TWO, 'two')
    expect(await seen()).toEqual(NEW)
  } finally { await pool.end() }
})
