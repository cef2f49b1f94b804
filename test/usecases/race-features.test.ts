import { instant } from '../../src/domain/instant'
import type { RaceCard } from '../../src/domain/race-card'
import type { MarketFacts } from '../../src/domain/price-fact'
import { FEATURES, inputsOf, withSources, type FeatureName } from '../../src/features/registry'
import { computeRaceFeatures, raceFeatures } from '../../src/usecases/race-features'
import type { RaceFacts, StoredVectors } from '../../src/usecases/ports'
import { historyReader } from '../support/history-reader'
import { daysBefore, featuresOf, finished, OFF, price, raceCard, type RunnerPart } from '../support/racing-world'

const field = (part: (horseId: number) => Partial<RunnerPart>): RunnerPart[] => [1, 2, 3, 4].map((horseId) => ({ horseId, ...part(horseId) }))
const people = (horseId: number): Partial<RunnerPart> => ({ number: horseId, barrier: 5 - horseId, jockeyId: 10 + horseId, trainerId: 20 + (horseId % 2), sireId: 30, damSireId: 31, damId: 32 + horseId, weightKg: 54 + horseId, ageAtRace: 4, sex: 'GELDING' })
const line = (position: number): object => ({ position, beatenLengths: position - 1, finishTimeMs: 70_000 + 160 * position, startingPrice: 2 + position, inRunning: [{ position, marginLengths: position - 1 }] })
const history = [
  ...[400, 200, 90, 61, 40, 20, 8].map((days, i) => finished({ off: daysBefore(days), runners: field((id) => ({ ...people(id), ...(i > 3 && id === 2 ? { handicapRating: 70 } : {}) })) }, [1, 2, 3, 4].map((n) => line(1 + ((n + i) % 4))))),
  finished({ off: daysBefore(15), kind: 'BARRIER_TRIAL', runners: field(people) }, [1, 2, 3, 4].map(line)),
]
const market: MarketFacts = {
  prices: [price({ runnerId: 1, decimal: 3, at: daysBefore(0.2) }), price({ runnerId: 1, decimal: 2.5, at: daysBefore(0.1) }), price({ runnerId: 2, decimal: 5, at: daysBefore(0.1) })],
  startingPrices: new Map([[1, 2], [2, 6]]),
}
const facts = (card: RaceCard): RaceFacts => ({ card, market, outcome: null })
const card = raceCard({ raceId: 1, runners: field((id) => ({ ...people(id), ...(id < 3 ? { handicapRating: 70 + id } : {}) })) })
const later = raceCard({ raceId: 2, off: '2024-05-01T07:00:00Z', runners: field(people) })
const other = raceCard({ raceId: 3, off: '2024-05-03T07:00:00Z', runners: field(people) })
const shelf = { races: [card, later, other].map(facts), history }
const ALL = FEATURES.map(({ name }) => name)
const at = instant(OFF)
const methods = (asked: readonly { method: string }[]): readonly string[] => asked.map(({ method }) => method)

test('one race from its own lines and sums is the race in a pass over history', async () => {
  const [race] = await computeRaceFeatures(historyReader(shelf).reader, [{ raceId: 1, asOf: at }], ALL)
  const whole = featuresOf({ history, card, market })
  expect(race?.runnerIds).toEqual([1, 2, 3, 4])
  for (const name of ALL) expect([name, ...(race?.columns.get(name) ?? [])]).toEqual([name, ...(whole.get(name) ?? [])])
})

test.each(ALL)('%s needs no more than it says', async (name) => {
  const [race] = await computeRaceFeatures(historyReader(shelf).reader, [{ raceId: 1, asOf: at }], [name])
  expect([...(race?.columns.get(name) ?? [])]).toEqual([...(featuresOf({ history, card, market }).get(name) ?? [])])
})

describe('what is read', () => {
  const read = async (names: readonly FeatureName[], raceIds: readonly number[] = [1]): Promise<readonly string[]> => {
    const { reader, asked } = historyReader(shelf)
    await computeRaceFeatures(reader, raceIds.map((raceId) => ({ raceId, asOf: instant('2024-05-09T00:00:00Z') })), names)
    return methods(asked)
  }
  test('the card alone', async () => { expect(await read(['barrier.number'])).toEqual(['races']) })
  test('sums, and no lines', async () => { expect(await read(['barrier.thirdImpact'])).toEqual(['races', 'totals']) })
  test('lines, and no sums', async () => { expect(await read(['fitness.daysSinceRun'])).toEqual(['races', 'lines']) })
  test('races of all days together', async () => { expect(await read(ALL, [1, 2, 3])).toEqual(['races', 'lines', 'totals']) })
  test('nothing when nothing is asked', async () => { expect(await read(ALL, [])).toEqual([]) })
})

describe('instants', () => {
  const ask = async (asOf: string | null, now = '2024-05-02T00:00:00Z') => (await raceFeatures(historyReader(shelf).reader, [{ raceId: 1, asOf: asOf === null ? null : instant(asOf), offAt: at }], ['barrier.number'], instant(now)))[0]
  test('before the off: card and market as of it', async () => { expect(await ask('2024-04-30T00:00:00Z')).toMatchObject({ asOf: instant('2024-04-30T00:00:00Z'), marketAt: instant('2024-04-30T00:00:00Z'), stored: false }) })
  test('after it: the card as of the off', async () => { expect(await ask('2024-05-01T09:00:00Z')).toMatchObject({ asOf: at, marketAt: instant('2024-05-01T09:00:00Z') }) })
  test('left out: now', async () => { expect(await ask(null)).toMatchObject({ asOf: at, marketAt: instant('2024-05-02T00:00:00Z') }) })
})

test('no such race: null, and the others are there', async () => {
  const races = await computeRaceFeatures(historyReader(shelf).reader, [{ raceId: 99, asOf: at }, { raceId: 1, asOf: at }], ['barrier.number'])
  expect(races.map((race) => race?.raceId ?? null)).toEqual([null, 1])
})

describe('what is stored', () => {
  const name: FeatureName = 'barrier.number'
  const vectors = (part: Partial<StoredVectors> = {}): StoredVectors => ({ raceId: 1, asOf: instant('2024-05-01T01:00:00Z'), stale: false, runnerIds: [1, 2, 3, 4], columns: new Map([[name, Float64Array.of(9, 9, 9, 9)]]), ...part })
  const isStored = async (stored: StoredVectors, now: string, names: readonly FeatureName[] = [name], asOf: string | null = null): Promise<unknown> => {
    const { reader } = historyReader({ ...shelf, vectors: [stored] })
    return (await raceFeatures(reader, [{ raceId: 1, asOf: asOf === null ? null : instant(asOf), offAt: at }], names, instant(now)))[0]?.stored
  }
  const ofMarket = ALL.filter((one) => inputsOf(withSources([one])).has('market')).slice(0, 1)
  test.each<readonly [string, Partial<StoredVectors>, string, boolean]>([
    ['of today, race to come', {}, '2024-05-01T05:00:00Z', true],
    ['stale', { stale: true }, '2024-05-01T05:00:00Z', false],
    ['of yesterday: history went on', { asOf: instant('2024-04-30T23:00:00Z') }, '2024-05-01T05:00:00Z', false],
    ['of the day of the race, asked long after', {}, '2025-01-01T00:00:00Z', true],
    ['of the day before, asked long after', { asOf: instant('2024-04-30T23:00:00Z') }, '2025-01-01T00:00:00Z', false],
    ['made after the race', { asOf: instant('2024-07-01T00:00:00Z') }, '2025-01-01T00:00:00Z', true],
    ['made later than now, by another clock', { asOf: instant('2025-07-01T00:00:00Z') }, '2025-01-01T00:00:00Z', false],
  ])('%s', async (_, part, now, expected) => { expect(await isStored(vectors(part), now)).toBe(expected) })
  test('not for an instant that is given', async () => { expect(await isStored(vectors(), '2024-05-01T05:00:00Z', [name], '2024-05-01T02:00:00Z')).toBe(false) })
  test('what moves with the clock keeps for a minute', async () => {
    const ask = (now: string): Promise<unknown> => isStored(vectors(), now, ['market.moveLastHour'])
    expect([await ask('2024-05-01T01:01:00Z'), await ask('2024-05-01T01:01:01Z')]).toEqual([true, false])
  })
  test('prices after the off only as stored after the off', async () => {
    expect(ofMarket).toHaveLength(1)
    expect(await isStored(vectors(), '2025-01-01T00:00:00Z', ofMarket)).toBe(false)
    expect(await isStored(vectors({ asOf: instant('2024-05-01T08:00:00Z') }), '2025-01-01T00:00:00Z', ofMarket)).toBe(true)
  })
})
