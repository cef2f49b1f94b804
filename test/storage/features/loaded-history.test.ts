import { DAY_MS, type Instant } from '../../../src/domain/instant'
import type { FeatureColumns } from '../../../src/features/compute'
import { FEATURES } from '../../../src/features/registry'
import { vectorsOf } from '../../../src/usecases/compute-vectors'
import { closingOf, passThroughHistory, type MarketInstant } from '../../../src/usecases/pass-through-history'
import { computeRaceFeatures } from '../../../src/usecases/race-features'
import { differences } from '../../support/compare-columns'
import type { TestDatabase } from '../../support/database'
import { racingMonths, withFeed, withReader } from './racing-months'

let database: TestDatabase
let sample: readonly number[]
beforeAll(async () => {
  database = await racingMonths()
  const { rows } = await database.pool.query<{ id: number }>("SELECT id FROM races WHERE status NOT IN ('ABANDONED', 'VOID') AND kind = 'FLAT' ORDER BY (status <> 'FINAL') DESC, md5(id::text) LIMIT 60")
  sample = rows.map(({ id }) => id)
}, 120_000)
afterAll(() => database.close())

type ByRace = ReadonlyMap<number, { readonly runnerIds: readonly number[]; readonly columns: FeatureColumns }>
/** One chronological pass over everything. */
const passed = (asOf: (offAt: Instant) => Instant, market: MarketInstant): Promise<ByRace> => withFeed(database.url, async (feed) => {
  const races = new Map<number, { readonly runnerIds: readonly number[]; readonly columns: FeatureColumns }>()
  for await (const chunk of passThroughHistory(feed, { asOf: ({ card }) => (sample.includes(card.raceId) ? asOf(card.offAt) : null), market })) for (const race of vectorsOf(chunk)) races.set(race.raceId, race)
  return races
})
/** Each race from the tables. */
const read = async (instants: ReadonlyMap<number, Instant>): Promise<ByRace> => {
  const found = await withReader(database.url, (reader) => computeRaceFeatures(reader, [...instants].map(([raceId, asOf]) => ({ raceId, asOf })), FEATURES.map(({ name }) => name)))
  return new Map(found.flatMap((race) => (race === null ? [] : [[race.raceId, race] as const])))
}
const offs = async (): Promise<ReadonlyMap<number, Instant>> =>
  new Map((await database.pool.query<{ id: number; at: number }>('SELECT id, extract(epoch from scheduled_start)::float8 * 1000 AS at FROM races WHERE id = ANY ($1)', [sample])).rows.map(({ id, at }) => [id, at as Instant]))

test.each<[string, (offAt: Instant) => Instant, MarketInstant, (offAt: Instant) => Instant]>([
  ['at the off', (offAt) => offAt, 'as-of', (offAt) => offAt],
  ['at the off, with starting prices', (offAt) => offAt, 'closing', closingOf],
  ['24 hours before', (offAt) => (offAt - DAY_MS) as Instant, 'as-of', (offAt) => (offAt - DAY_MS) as Instant],
])('%s: every feature read from the database is that of the pass over history', async (_, asOf, market, asked) => {
  const [whole, single] = [await passed(asOf, market), await read(new Map([...await offs()].map(([id, offAt]) => [id, asked(offAt)])))]
  expect([whole.size, single.size]).toEqual([60, 60])
  const wrong = [...whole].flatMap(([raceId, { runnerIds, columns }]) => {
    const other = single.get(raceId)
    expect(other?.runnerIds).toEqual(runnerIds)
    return differences(columns, other?.columns ?? new Map(), 1e-9).map((line) => `race ${raceId}: ${line}`)
  })
  expect(wrong).toEqual([])
  const known = FEATURES.filter(({ name }) => [...whole.values()].some(({ columns }) => columns.get(name)?.some((value) => !Number.isNaN(value)) === true))
  expect(known.length).toBeGreaterThan(FEATURES.length * 0.8)
}, 60_000)
