import { DAY_MS, type Instant } from '../../../src/domain/instant'
import { History, knownDay } from '../../../src/features/history/history'
import { FEATURES } from '../../../src/features/registry'
import { historyStore } from '../../../src/storage/features/history-store'
import { passThroughHistory } from '../../../src/usecases/pass-through-history'
import type { HistoryFeed } from '../../../src/usecases/ports'
import { computeRaceFeatures, type RaceFeatures } from '../../../src/usecases/race-features'
import { differences } from '../../support/compare-columns'
import type { TestDatabase } from '../../support/database'
import { foldOf, racingMonths, withFeed, withReader } from './racing-months'

/** 1 November 2025: three of the four months are before it. */
const DAY = Date.UTC(2025, 10, 1) / DAY_MS
const ALL = FEATURES.map(({ name }) => name)
let database: TestDatabase
beforeAll(async () => { database = await racingMonths() }, 120_000)
afterAll(() => database.close())

const rows = async (sql: string, values: unknown[] = []): Promise<unknown[][]> => (await database.pool.query<unknown[]>({ text: sql, values, rowMode: 'array' })).rows
/** A digest of all that is stored, and how much it is. */
const contents = (): Promise<unknown[][]> => rows(`
SELECT count(*)::int, md5(string_agg(md5(concat_ws(' ', runner_id, horse_id, race_start, known_day, trial)) || md5(line), '' ORDER BY runner_id)) FROM run_lines
UNION ALL SELECT count(*)::int, md5(string_agg(md5(concat_ws(' ', family, key, day)) || md5(totals), '' ORDER BY family, key, day)) FROM tallies`)
/** Which transactions wrote the rows before a day, and from it on. */
const writers = (): Promise<unknown[][]> => rows(`
SELECT day >= $1, array_agg(DISTINCT writer) FROM (SELECT known_day AS day, xmin::text AS writer FROM run_lines UNION ALL SELECT day, xmin::text FROM tallies) AS written GROUP BY 1 ORDER BY 1`, [DAY])

/** The same races, with no result that became known on `DAY` or later. */
const untilDay = ({ size, days }: HistoryFeed): HistoryFeed => ({
  size,
  async* days() { for await (const { day, races } of days()) yield { day, races: races.map((race) => (race.outcome !== null && knownDay({ card: race.card, outcome: race.outcome }) >= DAY ? { ...race, outcome: null } : race)) } },
})
const foldUntilDay = (): Promise<History> => withFeed(database.url, async (feed) => {
  const history = new History()
  for await (const _ of passThroughHistory(untilDay(feed), { asOf: () => null, market: 'as-of' }, history)) { /* it only folds */ }
  return history
})

/** Sixty races of the weeks before and of that day, none asked about later. */
const asked = async (): Promise<readonly { readonly raceId: number; readonly asOf: Instant }[]> =>
  (await rows("SELECT id, extract(epoch from scheduled_start)::float8 * 1000 FROM races WHERE kind = 'FLAT' AND status NOT IN ('ABANDONED', 'VOID') AND scheduled_start >= to_timestamp(($1::int - 30) * 86400) AND scheduled_start < to_timestamp(($1::int + 1) * 86400) ORDER BY scheduled_start DESC LIMIT 60", [DAY]))
    .map(([raceId, off]) => ({ raceId: raceId as number, asOf: off as Instant }))
const featuresNow = async (): Promise<readonly RaceFeatures[]> => {
  const found = await withReader(database.url, async (reader) => computeRaceFeatures(reader, await asked(), ALL))
  return found.flatMap((race) => race ?? [])
}

test('built to a day and then to the end: features until that day never change, and the tables end up as if built at once', async () => {
  const store = historyStore(database.pool)
  const [whole, before, [[firstWriters] = []]] = [await contents(), await featuresNow(), await rows("SELECT array_agg(DISTINCT xmin::text) FROM run_lines")]
  expect(before.length).toBe(60)
  expect(before.some(({ raceId, asOf }) => raceId > 0 && asOf >= DAY * DAY_MS)).toBe(true)

  await store.replace(await foldUntilDay(), 'until the day')
  expect(await rows('SELECT count(*)::int FROM run_lines WHERE known_day >= $1 UNION ALL SELECT count(*)::int FROM tallies WHERE day >= $1', [DAY])).toEqual([[0], [0]])
  const after = await featuresNow()
  expect(after.map(({ raceId }) => raceId)).toEqual(before.map(({ raceId }) => raceId))
  expect(before.flatMap(({ raceId, columns }, i) => differences(columns, after[i]?.columns ?? new Map()).map((line) => `race ${raceId}: ${line}`))).toEqual([])

  await store.replace(await foldOf(database.url), 'the end')
  expect(await contents()).toEqual(whole)
  const [early, late] = await writers()
  expect([early?.[0], early?.[1], late?.[0]]).toEqual([false, firstWriters, true])
  expect(late?.[1]).toHaveLength(1)
  expect(late?.[1]).not.toEqual(firstWriters)
}, 60_000)
