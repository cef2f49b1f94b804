import fc from 'fast-check'
import { instant, type Instant } from '../../../src/domain/instant'
import { FEATURES, type FeatureName } from '../../../src/features/registry'
import { featureReader } from '../../../src/storage/features/feature-reader'
import { withRunner } from '../../../src/storage/sql-runner'
import { computeRaceFeatures, raceFeatures, type RaceFeatures } from '../../../src/usecases/race-features'
import { differences } from '../../support/compare-columns'
import { seededDatabase, type TestDatabase } from '../../support/database'
import { fillGraph } from '../../support/graph-fixture'

/* The race of Myrtle Park on 1 January 2099 at 03:00 UTC: two runners, an exchange's win market (1), and a place market (2). */
let database: TestDatabase
let raceId: number
let runners: readonly number[]
const OFF = instant('2099-01-01T03:00:00Z')
const NAMES: readonly FeatureName[] = FEATURES.map(({ name }) => name)
const minutes = (count: number): Instant => (OFF - count * 60_000) as Instant

beforeAll(async () => {
  database = await seededDatabase('graph_live_prices', fillGraph)
  const { rows } = await database.pool.query<{ race: number; runner: number }>("SELECT r.id AS race, n.id AS runner FROM races r JOIN runners n ON n.race_id = r.id WHERE r.source_id = 'S1-1' ORDER BY n.id")
  raceId = rows[0]?.race ?? 0
  runners = rows.map(({ runner }) => runner)
  await database.pool.query('DELETE FROM markets; ALTER TABLE prices DISABLE TRIGGER prices_are_append_only; DELETE FROM prices')
  await database.pool.query(`INSERT INTO markets (id, feed, source_id, source, bookmaker, synthetic, type, race_id, event, status, starts_at, published_at, updated_at)
    SELECT id, 'f', id::text, 'EXCHANGE', 'Betfair', true, type, $1, '{}', 'OPEN', '2099-01-01T03:00:00Z', '2098-12-31T00:00:00Z', '2098-12-31T00:00:00Z' FROM (VALUES (1, 'WIN'), (2, 'PLACE')) AS v(id, type)`, [raceId])
  await database.pool.query("INSERT INTO market_selections (market_id, selection_id, runner_id, status) SELECT k.id, 100 + n.id, n.id, 'ACTIVE' FROM markets k, runners n WHERE n.race_id = $1", [raceId])
  for (const day of ['2098-12-31', '2099-01-01']) await database.pool.query('SELECT make_tick_day($1)', [day])
}, 60_000)
beforeEach(async () => { await database.pool.query('TRUNCATE ticks; DELETE FROM prices; DELETE FROM feature_vectors') })
afterAll(() => database.close())

interface Told { readonly runner: number; readonly at: number; readonly back: number | null; readonly lastTraded?: number | null; readonly matched?: number | null; readonly market?: number; readonly inPlay?: boolean; readonly status?: string }
let sequence = 0
const tell = async (...told: readonly Told[]): Promise<void> => {
  for (const { runner, at, back, lastTraded = null, matched = null, market = 1, inPlay = false, status = 'ACTIVE' } of told) {
    await database.pool.query('INSERT INTO ticks (market_id, selection_id, handicap, sequence, at, received_at, in_play, status, back, last_traded, matched) VALUES ($1, $2, 0, $3, to_timestamp($4::float8 / 1000), now(), $5, $6, $7, $8, $9)',
      [market, 100 + (runners[runner] ?? 0), ++sequence, at, inPlay, status, back, lastTraded, matched])
  }
}
const record = async (runner: number, at: number, decimal: number, knownAt = at): Promise<void> => {
  await database.pool.query("INSERT INTO prices (runner_id, race_id, source, market, kind, bookmaker, decimal, at, known_at) VALUES ($1, $2, 'EXCHANGE', 'WIN', 'FLUCTUATION', 'Betfair', $3, to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000)) ON CONFLICT DO NOTHING", [runners[runner], raceId, decimal, at, knownAt])
}
const features = async (asOf: Instant, names: readonly FeatureName[] = NAMES): Promise<RaceFeatures> => {
  const [found] = await withRunner(database.pool, (db) => computeRaceFeatures(featureReader(db), [{ raceId, asOf }], names))
  if (found === null || found === undefined) throw new Error('there is no such race')
  return found
}
const current = async (asOf: Instant): Promise<(number | null)[]> => [...(await features(asOf, ['market.current'])).columns.get('market.current') ?? []].map((value) => (Number.isNaN(value) ? null : value))

test('features see how live markets stood before the instant', async () => {
  await tell({ runner: 0, at: minutes(30), back: 4 }, { runner: 0, at: minutes(20), back: 3.5, matched: 300 }, { runner: 1, at: minutes(25), back: null, lastTraded: 2.004, matched: 700 })
  expect([await current(minutes(31)), await current(minutes(30)), await current((minutes(30) + 1) as Instant), await current(minutes(22)), await current(minutes(10))]).toEqual([[null, null], [null, null], [4, null], [4, 2], [3.5, 2]])
  expect([...(await features(minutes(10), ['market.volumeShare'])).columns.get('market.volumeShare') ?? []]).toEqual([0.3, 0.7])
})
test('a recorded price that is newer counts, one that was known later does not', async () => {
  await tell({ runner: 0, at: minutes(30), back: 4 })
  await record(0, minutes(20), 5)
  await record(0, minutes(15), 6, minutes(5))
  expect([await current(minutes(25)), await current(minutes(10)), await current(minutes(1))]).toEqual([[4, null], [5, null], [6, null]])
})
test('neither prices in play, nor of selections that are out, nor of other markets, nor after the off', async () => {
  await tell({ runner: 0, at: minutes(30), back: 4, inPlay: true }, { runner: 1, at: minutes(30), back: 4, status: 'REMOVED' }, { runner: 1, at: minutes(20), back: 1.4, market: 2 }, { runner: 0, at: OFF + 1, back: 2 })
  expect([await current(minutes(1)), await current((OFF + 60_000) as Instant)]).toEqual([[null, null], [null, null]])
})
test('several instants of one race in one question are seen each by itself', async () => {
  await tell({ runner: 0, at: minutes(30), back: 4 }, { runner: 0, at: minutes(20), back: 3.5 })
  const instants = [minutes(10), minutes(25), minutes(40), minutes(25)]
  const found = await withRunner(database.pool, (db) => computeRaceFeatures(featureReader(db), instants.map((asOf) => ({ raceId, asOf })), NAMES))
  for (const [i, asOf] of instants.entries()) expect(differences(found[i]!.columns, (await features(asOf)).columns)).toEqual([])
})
test('what is stored holds for what looks at no prices, and for prices only while the market is silent', async () => {
  await tell({ runner: 0, at: minutes(50), back: 4 })
  const asOf = minutes(40)
  await database.pool.query("INSERT INTO feature_vectors (race_id, feature_set, as_of, runner_ids, columns) SELECT $1, $2, to_timestamp($3::float8 / 1000), $4, $5", [raceId, (await features(asOf)).featureSet, asOf, runners, Buffer.alloc(8 * runners.length * FEATURES.length)])
  const ask = async (name: FeatureName): Promise<boolean | undefined> => (await withRunner(database.pool, (db) => raceFeatures(featureReader(db), [{ raceId, asOf: null, offAt: OFF }], [name], minutes(39))))[0]?.stored
  const heardAt = (at: number): Promise<unknown> => database.pool.query('UPDATE markets SET updated_at = to_timestamp($1::float8 / 1000)', [at])
  await heardAt(asOf - 60_000)
  expect([await ask('market.current'), await ask('barrier.number')]).toEqual([true, true])
  await heardAt(asOf + 1)
  expect([await ask('market.current'), await ask('barrier.number')]).toEqual([false, true])
})

test('no feature changes when every tick and price is deleted that came at the instant or later', async () => {
  const price = fc.integer({ min: 101, max: 900 }).map((n) => n / 100)
  const at = fc.integer({ min: OFF - 90 * 60_000, max: OFF + 60_000 })
  const tick = fc.record({ runner: fc.nat(1), at, back: fc.option(price, { nil: null }), lastTraded: fc.option(price, { nil: null }), matched: fc.option(fc.nat(1000), { nil: null }), inPlay: fc.boolean() })
  const recorded = fc.record({ runner: fc.nat(1), at, decimal: price, late: fc.nat(120_000) })
  let seen = 0
  await fc.assert(fc.asyncProperty(fc.array(tick, { minLength: 2, maxLength: 12 }), fc.array(recorded, { maxLength: 6 }), fc.integer({ min: OFF - 60 * 60_000, max: OFF }), async (ticks, prices, when) => {
    await database.pool.query('TRUNCATE ticks; DELETE FROM prices')
    await tell(...ticks)
    for (const { runner, at: offered, decimal, late } of prices) await record(runner, offered, decimal, offered + late)
    const asOf = when as Instant
    const before = await features(asOf)
    const iso = new Date(asOf).toISOString()
    const { rowCount } = await database.pool.query('DELETE FROM ticks WHERE at >= $1', [iso])
    seen += rowCount ?? 0
    await database.pool.query('DELETE FROM prices WHERE known_at >= $1', [iso])
    expect(differences(before.columns, (await features(asOf)).columns)).toEqual([])
  }), { numRuns: 40 })
  expect(seen).toBeGreaterThan(20)
})
