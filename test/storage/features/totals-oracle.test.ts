import { dayOf } from '../../../src/domain/instant'
import { FAMILIES, type StarterContext, type TallyKey } from '../../../src/features/history/families'
import { totalsName, type TotalsKey } from '../../../src/features/history/loaded-history'
import { LAYOUTS } from '../../../src/features/history/kept-counters'
import { STARTER_COUNTERS } from '../../../src/features/history/tally-columns'
import { barrierShares } from '../../../src/features/history/starters'
import type { RaceCard } from '../../../src/domain/race-card'
import type { TestDatabase } from '../../support/database'
import { racingMonths, withReader } from './racing-months'

/*
 * What is counted of runs, said once more in plain SQL over results. Nothing of the fold is used but the spelling of keys.
 */
const RAN = `
CREATE TABLE ran AS
WITH starters AS (
  SELECT s.*, n.jockey_id, n.trainer_id, h.sire_id, n.barrier, r.distance_m, r.surface, m.venue_id
  FROM results s JOIN runners n ON n.id = s.runner_id JOIN races r ON r.id = s.race_id JOIN meetings m ON m.id = r.meeting_id JOIN horses h ON h.id = n.horse_id
  WHERE r.status = 'FINAL' AND r.kind IN ('FLAT', 'HURDLE', 'CHASE', 'NH_FLAT') AND s.status <> 'VOID'
), fields AS (
  SELECT *, count(*) OVER race AS size, count(starting_price) OVER race AS priced, sum(1 / starting_price::float8) OVER race AS book, min(starting_price) OVER race AS shortest,
    count(barrier) OVER race AS drawn, rank() OVER (PARTITION BY race_id ORDER BY barrier) - 1 AS inside
  FROM starters WINDOW race AS (PARTITION BY race_id)
)
SELECT *, CASE WHEN barrier IS NULL THEN NULL WHEN drawn = 1 THEN 1 ELSE least(2, floor(3 * inside / (drawn - 1)::float8)) END AS third FROM fields`
const COUNTED = `
count(*), count(*) FILTER (WHERE position = 1), count(*) FILTER (WHERE position <= 3), coalesce(sum(CASE WHEN position IS NULL OR size < 2 THEN 0 ELSE (size - position) / (size - 1)::float8 END), 0),
coalesce(sum(1 / size::float8), 0), coalesce(sum(least(1, 3 / size::float8)), 0),
count(*) FILTER (WHERE priced = size), coalesce(sum(1 / starting_price::float8 / book) FILTER (WHERE priced = size), 0), count(*) FILTER (WHERE priced = size AND position = 1),
count(*) FILTER (WHERE priced = size AND starting_price = shortest), count(*) FILTER (WHERE priced = size AND starting_price = shortest AND position = 1)`
const DAY_SQL = (day: string): string => `to_timestamp(${day}::float8 * 86400)`
const counted = (matches: string): string => `
SELECT a.n::int, ${COUNTED} FROM unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[]) WITH ORDINALITY AS a(id, race_id, third, from_day, day, n)
JOIN ran ON ${matches} AND ran.known_at >= ${DAY_SQL('a.from_day')} AND ran.known_at < ${DAY_SQL('a.day')} GROUP BY a.n ORDER BY a.n`
const ON_THE_SAME_TRACK = 'ran.third = a.third AND (ran.venue_id, ran.surface, ran.distance_m) = (SELECT m.venue_id, r.surface, r.distance_m FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE r.id = a.race_id)'

const names = Object.keys(STARTER_COUNTERS)

interface Question { readonly id: number; readonly raceId: number; readonly third: number | null; readonly key: TallyKey; readonly day: number }
const thirdOf = (share: number): number => (share * 3 >= 3 ? 2 : Math.floor(share * 3))

let database: TestDatabase
let cards: readonly RaceCard[]
beforeAll(async () => {
  database = await racingMonths()
  await database.pool.query(RAN)
  const { rows } = await database.pool.query<{ id: number }>("SELECT id FROM races WHERE status = 'FINAL' AND kind = 'FLAT' AND distance_m IS NOT NULL AND scheduled_start > '2025-10-15' ORDER BY md5(id::text) LIMIT 40")
  cards = (await withReader(database.url, (reader) => reader.races(rows.map(({ id }) => id), { market: false }))).flatMap((race) => (race === null ? [] : [race.card]))
}, 120_000)
afterAll(() => database.close())

/** One question a runner of the sampled races that has such a key. */
const questions = (id: (runner: RaceCard['runners'][number]) => number | null): readonly Question[] =>
  cards.flatMap((card) => card.runners.flatMap((runner): Question[] => { const own = id(runner); return own === null ? [] : [{ id: own, raceId: card.raceId, third: null, key: own, day: dayOf(card.offAt) }] }))
const drawn = (): readonly Question[] => cards.flatMap((card) => {
  const shares = barrierShares(card.runners)
  return card.runners.flatMap((runner, i): Question[] => {
    const share = shares[i] as number
    const key = FAMILIES.draw({ card, runner, barrierShare: share } as StarterContext)
    return key === null ? [] : [{ id: 0, raceId: card.raceId, third: thirdOf(share), key, day: dayOf(card.offAt) }]
  })
})

/** By the runner of the race; the statement finds the two people itself. */
const ridden = (): readonly Question[] => cards.flatMap((card) => card.runners.flatMap((runner): Question[] => {
  const key = FAMILIES.partnership({ card, runner } as StarterContext)
  return key === null ? [] : [{ id: runner.runnerId, raceId: card.raceId, third: null, key, day: dayOf(card.offAt) }]
}))

/** Sums of `days` days before the day, for each question: the counters that the family keeps. */
const stored = async (family: TotalsKey['family'], asked: readonly Question[], days: number | null): Promise<number[][]> => {
  const keys = asked.flatMap(({ key, day }): TotalsKey[] => [{ family, key, day }, ...(days === null ? [] : [{ family, key, day: day - days }])])
  const totals = await withReader(database.url, (reader) => reader.totals(keys))
  const before = (key: TallyKey, day: number, place: number): number => totals.get(totalsName({ family, key, day }))?.[place] ?? 0
  return asked.map(({ key, day }) => Array.from(LAYOUTS[family].counters, (_, place) => before(key, day, place) - (days === null ? 0 : before(key, day - days, place))))
}
const naive = async (matches: string, asked: readonly Question[], days: number | null): Promise<number[][]> => {
  const { rows } = await database.pool.query<number[]>({ text: counted(matches), rowMode: 'array', values: [asked.map(({ id }) => id), asked.map(({ raceId }) => raceId), asked.map(({ third }) => third), asked.map(({ day }) => day - (days ?? 20_000)), asked.map(({ day }) => day)] })
  const found = new Map(rows.map(([n = 0, ...values]) => [n - 1, values]))
  return asked.map((_, i) => found.get(i) ?? names.map(() => 0))
}

describe.each<[TotalsKey['family'], () => readonly Question[], string]>([
  ['jockey', () => questions((runner) => runner.jockeyId), 'ran.jockey_id = a.id'],
  ['trainer', () => questions((runner) => runner.trainerId), 'ran.trainer_id = a.id'],
  ['partnership', ridden, '(ran.jockey_id, ran.trainer_id) = (SELECT jockey_id, trainer_id FROM runners WHERE id = a.id)'],
  ['sire', () => questions((runner) => runner.sireId), 'ran.sire_id = a.id'],
  ['draw', drawn, ON_THE_SAME_TRACK],
])('%s: sums before the day are those of plain SQL over results', (family, asking, matches) => {
  test.each([['30 days', 30], ['90 days', 90], ['a year', 365], ['everything', null]] as const)('%s', async (_, days) => {
    const asked = asking()
    const [found, expected] = [await stored(family, asked, days), await naive(matches, asked, days)]
    expect(asked.length).toBeGreaterThan(100)
    expect(expected.filter(([starts = 0]) => starts > 0).length).toBeGreaterThan(50)
    const kept = [...LAYOUTS[family].counters]
    const wrong = found.flatMap((sums, q) => sums.flatMap((value, place) => {
      const [counter, said] = [kept[place] ?? NaN, expected[q]?.[kept[place] ?? NaN] ?? NaN]
      return Math.abs(value - said) <= 1e-9 * Math.max(1, Math.abs(value)) ? [] : [`${family} ${asked[q]?.key} before day ${asked[q]?.day}: ${names[counter]} is ${value}, SQL says ${said}`]
    }))
    expect(kept.length).toBeGreaterThan(2)
    expect(wrong).toEqual([])
  })
})
