import type { Instant } from '../../src/domain/instant'
import type { FinishedRace } from '../../src/domain/race-outcome'
import type { FeatureName } from '../../src/features/registry'
import type { RaceTable } from '../../src/models/data/race-table'
import { gatherStarters } from '../../src/usecases/gather-starters'
import { measureCoverage, spreadOf } from '../../src/usecases/measure-coverage'
import { measureSanity, splitDate } from '../../src/usecases/measure-sanity'
import { passThroughHistory } from '../../src/usecases/pass-through-history'
import { feedOf } from '../support/memory-feed'
import { daysBefore, finished } from '../support/racing-world'

describe('gathering', () => {
  const runners = [1, 2, 3, 4].map((n) => ({ horseId: n, barrier: n }))
  const gather = (races: readonly FinishedRace[]): Promise<RaceTable> => gatherStarters(passThroughHistory(feedOf(races), { asOf: ({ card }) => card.offAt, market: 'closing', chunkRunners: 1 }))
  test('those who ran in races that somebody won; dead heats share', async () => {
    const table = await gather([
      finished({ off: daysBefore(3), runners }, [1, { position: 2, startingPrice: 4.5 }, { status: 'VOID' }, null]),
      finished({ off: daysBefore(2), runners }, [null, null, null, null]),
      finished({ off: daysBefore(1), runners }, [1, 1, 3, 4]),
    ])
    expect(table.races.map(({ date }) => date)).toEqual(['2024-04-28', '2024-04-30'])
    expect([...table.raceStart]).toEqual([0, 3, 7])
    expect([...table.targets.win]).toEqual([1, 0, 0, 0.5, 0.5, 0, 0])
    expect([...table.startingPrice].slice(0, 3)).toEqual([NaN, 4.5, NaN])
    expect([...(table.columns.get('barrier.number') ?? [])]).toEqual([1, 2, 4, 1, 2, 3, 4])
  })
})

describe('spread: quantiles are values that occur', () => {
  test.each([
    ['one to a hundred', Array.from({ length: 100 }, (_, i) => 100 - i), { present: 1, min: 1, p01: 1, median: 50, p99: 99, max: 100 }],
    ['half missing', [NaN, 7, NaN, -2], { present: 0.5, min: -2, p01: -2, median: -2, p99: 7, max: 7 }],
    ['all missing', [NaN, NaN], { present: 0, min: null, p01: null, median: null, p99: null, max: null }],
    ['nobody', [], { present: 0, min: null, p01: null, median: null, p99: null, max: null }],
  ])('%s', (_, values, expected) => { expect(spreadOf(Float64Array.from(values))).toEqual(expected) })
})

/** Races of two: the first has `value`, the second 0; the first wins as `won` says. */
const table = (name: FeatureName, races: readonly { readonly date: string; readonly value: number; readonly won: boolean; readonly prices?: readonly [number, number] }[]): RaceTable => ({
  races: races.map(({ date }, i) => ({ raceId: i, date, source: 'FILE', venueId: 1, number: 1, offAt: Date.parse(date) as Instant, distanceM: null, surface: null, classCode: null })), runnerIds: Int32Array.of(), runnerNumbers: Float64Array.of(), raceStart: Int32Array.from([...races.keys(), races.length], (i) => 2 * i),
  targets: { win: Float64Array.from(races.flatMap(({ won }) => (won ? [1, 0] : [0, 1]))), place: Float64Array.of(), topFive: Float64Array.of(), finishPosition: Float64Array.of(), beatFavourite: Float64Array.of() }, startingPrice: Float64Array.from(races.flatMap(({ prices }) => prices ?? [NaN, NaN])),
  columns: new Map([[name, Float64Array.from(races.flatMap(({ value }) => [value, 0]))]]),
})
const many = (date: string, value: number, pattern: readonly boolean[], prices?: readonly [number, number]): Parameters<typeof table>[1][number][] => pattern.map((won) => ({ date, value, won, ...(prices === undefined ? {} : { prices }) }))

describe('sanity', () => {
  const THREE_OF_FOUR = [true, true, true, false]
  test('the weight is of one standard deviation of the training rows, the pseudo-R2 of the later races', () => {
    // Training values 2, 0, 2, 0 ...: mean 1, deviation 1; odds 3 to 1 over 2 deviations: weight ln 3 / 2.
    const report = measureSanity(table('barrier.number', [...many('2024-01-01', 2, THREE_OF_FOUR), ...many('2024-02-01', 2, [true, true, false])]), '2024-01-31')
    const [only] = report?.features ?? []
    expect(only?.weight).toBeCloseTo(Math.log(3) / 2, 9)
    expect(only?.pseudoR2).toBeCloseTo(1 - (2 * Math.log(0.75) + Math.log(0.25)) / (3 * Math.log(0.5)), 9)
    expect(only).toMatchObject({ missingWeight: null, races: 3 })
    expect(report).toMatchObject({ trainingRaces: 4, testRaces: 3, market: null })
  })
  test('later races do not touch the scale or the weight', () => {
    const weights = [2, 1_000].map((later) => measureSanity(table('barrier.number', [...many('2024-01-01', 2, THREE_OF_FOUR), ...many('2024-02-01', later, [false])]), '2024-01-31')?.features[0]?.weight)
    expect(weights[0]).toBe(weights[1])
  })
  test('missing in some of a race: a weight of its own', () => {
    const report = measureSanity(table('barrier.number', [...many('2024-01-01', NaN, THREE_OF_FOUR), ...many('2024-02-01', NaN, [true])]), '2024-01-31')
    expect(report?.features[0]?.missingWeight).toBeCloseTo(Math.log(3), 9)
    expect(report?.features[0]).toMatchObject({ weight: 0 })
  })
  test('the same for all of a race: no weight, nothing told, differs nowhere', () => {
    const flat = table('barrier.number', [...many('2024-01-01', 0, THREE_OF_FOUR), ...many('2024-02-01', 0, [true])])
    expect(measureSanity(flat, '2024-01-31')?.features[0]).toEqual({ name: 'barrier.number', weight: 0, missingWeight: null, pseudoR2: 0, races: 0 })
  })
  test('the market by its own prices, and who comes near it', () => {
    // Prices 4/3 and 4 are chances of 3/4 and 1/4; the later races fall so.
    const report = measureSanity(table('barrier.number', [...many('2024-01-01', 2, THREE_OF_FOUR), ...many('2024-02-01', 2, THREE_OF_FOUR, [4 / 3, 4])]), '2024-01-31')
    const told = 1 - (3 * Math.log(0.75) + Math.log(0.25)) / (4 * Math.log(0.5))
    expect(report?.market).toEqual({ pseudoR2: expect.closeTo(told, 9) as number, races: 4 })
    expect(report?.nearTheMarket).toEqual(['barrier.number'])
    expect(report?.best).toEqual([{ category: 'barrier', name: 'barrier.number', pseudoR2: expect.closeTo(told, 9) as number }])
  })
  test('nothing before or nothing after the date: null', () => {
    const races = table('barrier.number', many('2024-01-01', 2, THREE_OF_FOUR))
    expect([measureSanity(races, '2023-12-31'), measureSanity(races, '2024-01-01')]).toEqual([null, null])
  })
  test('without a date seven tenths are fitted on', () => {
    expect(splitDate(table('barrier.number', Array.from({ length: 10 }, (_, i) => ({ date: `2024-01-${String(i + 10)}`, value: 1, won: true }))))).toBe('2024-01-17')
  })
})

test('coverage says of whom', () => {
  expect(measureCoverage(table('barrier.number', many('2024-01-01', 2, [true])))).toMatchObject({
    kind: 'coverage', sources: ['FILE'], from: '2024-01-01', to: '2024-01-01', races: 1, runners: 2, features: { 'barrier.number': { present: 1, min: 0, max: 2 } },
  })
})
