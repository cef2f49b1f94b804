import { clockAt } from '../../../src/app/clock'
import { readConfig } from '../../../src/app/config/read-config'
import { createSimulator, simulatedRaces } from '../../../src/app/live/simulated-races'
import { topUpSeason } from '../../../src/app/synthetic-season'
import { instant } from '../../../src/domain/instant'
import { selectionKey } from '../../../src/domain/market-match'
import type { MarketView } from '../../../src/domain/market-view'
import { matchMarket } from '../../../src/live/matching/match-market'
import { candidateRaces } from '../../../src/storage/live/candidate-races'
import { marketStore } from '../../../src/storage/live/market-store'
import { testDatabase, type TestDatabase } from '../../support/database'
import { temporaryFolder } from '../../support/temporary-folder'

let db: TestDatabase
const folder = temporaryFolder()
/** The world of seed 1, from its first day up to an instant. */
const upTo = (at: string) => topUpSeason({ databaseUrl: db.url, home: folder.path, clock: clockAt(at), progress: { update: () => undefined, finish: () => undefined }, signal: new AbortController().signal }, { seed: '1', from: '2026-08-01' })
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close(); folder.remove() })

/** What the simulator says of all markets when it is started. */
const opened = async (at: string): Promise<readonly MarketView[]> => {
  const stop = new AbortController()
  const feed = createSimulator(readConfig({}), db.pool, clockAt(at))
  const views: MarketView[] = []
  await feed?.run({ markets: (changes) => { views.push(...changes.map(({ view }) => view)); stop.abort() }, evicted: () => undefined, health: () => undefined }, stop.signal)
  return views
}

test('hours before the next race its meeting has prices, and every selection finds its runner', async () => {
  await upTo('2026-08-06T12:00:00Z')
  const views = await opened('2026-08-06T12:00:00Z')
  expect(views.length).toBeGreaterThan(4)
  expect(views.length).toBeLessThanOrEqual(12)
  for (const view of views) {
    expect(view.event.startsAt).toBeGreaterThan(instant('2026-08-06T18:00:00Z'))
    const { raceId, runners, reasons } = matchMarket(view, await candidateRaces(db.pool).around(view.event.startsAt, 12 * 3_600_000))
    expect(reasons).toEqual([])
    expect(raceId).not.toBeNull()
    // The simulator names selections by its runners' ids: matching must come to the same by names alone.
    expect([...runners]).toEqual(view.selections.map(({ selectionId, handicap }) => [selectionKey(selectionId, handicap), selectionId]))
  }
})

test('prices of the last bookmaker are what it begins with, never those of the simulator', async () => {
  const [race] = await simulatedRaces(db.pool, instant('2026-08-06T12:00:00Z'))
  const known = race?.runners.filter(({ price }) => price !== null) ?? []
  expect(known.length).toBeGreaterThan(3)
  const first = known[0]
  await db.pool.query(`INSERT INTO prices (runner_id, race_id, source, kind, bookmaker, decimal, at, known_at) VALUES ($1, $2, 'EXCHANGE', 'FLUCTUATION', 'Saltbush Exchange (SYNTHETIC)', 999, '2026-08-06T11:59:00Z', '2026-08-06T11:59:00Z')`, [first?.runnerId, race?.raceId])
  const again = await simulatedRaces(db.pool, instant('2026-08-06T12:00:00Z'))
  expect(again[0]?.runners.find(({ runnerId }) => runnerId === first?.runnerId)?.price).toBe(first?.price)
  const { rows } = await db.pool.query<{ decimal: number }>(`SELECT decimal::float8 FROM prices WHERE runner_id = $1 AND source = 'FIXED' AND market = 'WIN' ORDER BY at DESC, id DESC LIMIT 1`, [first?.runnerId])
  expect(first?.price).toBe(rows[0]?.decimal)
})

test('a race that jumped stays until its market is closed, and one that was never traded does not come', async () => {
  const races = await simulatedRaces(db.pool, instant('2026-08-06T12:00:00Z'))
  const [followed, other] = races
  const [view] = (await opened('2026-08-06T12:00:00Z')).filter(({ marketId }) => marketId === `SIM.${followed?.sourceId ?? ''}`)
  if (followed === undefined || other === undefined || view === undefined) throw new Error('the season has no races')
  await marketStore(db.pool).keep(view, null)
  const over = new Date(other.offAt + 30 * 60_000).toISOString()
  await upTo(over)
  const later = await simulatedRaces(db.pool, instant(over))
  const settled = later.find(({ sourceId }) => sourceId === followed.sourceId)
  expect(settled).toMatchObject({ settled: true, calledOff: false })
  expect(settled?.jumpedAt).toBeGreaterThanOrEqual(followed.offAt)
  expect(settled?.runners.filter(({ position }) => position === 1).length).toBeGreaterThanOrEqual(1)
  expect(later.some(({ sourceId }) => sourceId === other.sourceId)).toBe(false)
  await marketStore(db.pool).keep({ ...view, status: 'CLOSED' }, null)
  expect((await simulatedRaces(db.pool, instant(over))).some(({ sourceId }) => sourceId === followed.sourceId)).toBe(false)
})

test('real races and trials are never among them', async () => {
  const at = instant('2026-08-06T12:00:00Z')
  const before = await simulatedRaces(db.pool, at)
  const next = before[0]
  await db.pool.query(`INSERT INTO venues (source, code, name, country, timezone) VALUES ('FILE', 'REAL', 'Real', 'AUS', 'UTC')`)
  await db.pool.query(`INSERT INTO meetings (source, source_id, date, venue_id, status, updated_at) SELECT 'FILE', 'real', '2026-08-07', id, 'OPEN', now() FROM venues WHERE code = 'REAL'`)
  await db.pool.query(`INSERT INTO races (meeting_id, source, source_id, feed, number, name, status, scheduled_start, updated_at) SELECT id, 'FILE', 'real-1', 'racecard', 1, 'Real', 'OPEN', '2026-08-06T13:00:00Z', now() FROM meetings WHERE source_id = 'real'`)
  await db.pool.query(`INSERT INTO runners (race_id, race_start, horse_id, source, source_id, number, status, updated_at) SELECT r.id, r.scheduled_start, h.id, 'FILE', 'real-1-' || h.id, h.id, 'DECLARED', now() FROM races r, (SELECT id FROM horses ORDER BY id LIMIT 3) h WHERE r.source_id = 'real-1'`)
  expect((await simulatedRaces(db.pool, at)).map(({ sourceId }) => sourceId)).toEqual(before.map(({ sourceId }) => sourceId))
  expect(next?.offAt).toBeGreaterThan(instant('2026-08-06T13:00:00Z'))
})

test.each([{ RACEGRAPH_DEMO: 'off' }, { RACEGRAPH_SIMULATOR: 'off' }])('there is none with %p', (env) => { expect(createSimulator(readConfig(env), db.pool, clockAt('2026-08-06T12:00:00Z'))).toBeNull() })
