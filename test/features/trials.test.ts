import type { FinishedRace } from '../../src/domain/race-outcome'
import type { FeatureName } from '../../src/features/registry'
import { ran } from '../support/one-horse'
import { daysBefore, featureOf, featuresOf, finished, OFF, raceCard, type OutcomePart } from '../support/racing-world'

const card = raceCard({ runners: [{ horseId: 1 }, { horseId: 2 }] })
const TRIAL = { card: { kind: 'BARRIER_TRIAL' as const } }
/** A trial of five so many days ago. */
const trialed = (days: number, place: number | null | OutcomePart): FinishedRace => ran(days, place, 5, TRIAL)
/** A heat of horses with their times. */
const heat = (days: number, times: Readonly<Record<number, number | null>>, part: { readonly distanceM?: number | null; readonly venueId?: number } = {}, knownAt?: string): FinishedRace => {
  const horses = Object.keys(times).map(Number)
  return finished({ ...TRIAL.card, off: daysBefore(days), ...part, runners: horses.map((horseId) => ({ horseId })) }, horses.map((horse, i) => ({ position: i + 1, finishTimeMs: times[horse] ?? null })), knownAt)
}
const start = (days: number): FinishedRace => ran(days, 3, 5)

describe.each<[FeatureName, readonly (readonly [string, readonly FinishedRace[], number | null])[]]>([
  ['trials.sinceRun', [
    ['two of three came after the last start', [trialed(40, 1), start(30), trialed(20, 1), trialed(10, 1)], 2],
    ['all of a debutant', [trialed(200, 1), trialed(10, 1)], 2],
    ['none, but a rival trialed', [start(30), heat(10, { 2: 60_000, 5: 61_000 })], 0],
    ['a rival trialed 42 days ago', [heat(42, { 2: 60_000, 5: 61_000 })], 0],
    ['the last in the field was 43 days ago', [heat(43, { 2: 60_000, 5: 61_000 })], null],
    ['none are known', [start(30)], null],
    ['known today: not yet', [ran(1, 1, 5, { ...TRIAL, knownAt: OFF })], null],
    ['void is none', [trialed(10, { position: null, status: 'VOID' }), trialed(20, 2)], 1],
  ]],
  ['trials.daysSince', [['latest', [start(60), trialed(20, 1), trialed(12, 1)], 12], ['before the last start', [trialed(20, 1), start(10)], null], ['none', [], null]]],
  ['trials.lastBeatenShare', [['second of five', [trialed(20, 5), trialed(10, 2)], 0.75], ['pulled up', [trialed(10, null)], 0], ['alone', [heat(10, { 1: 60_000 })], null], ['before the last start', [trialed(20, 1), start(10)], null]]],
  ['trials.lastLengths', [['plain', [trialed(10, { position: 2, beatenLengths: 1.5 })], 1.5], ['won', [trialed(10, 1)], 0], ['far back', [trialed(10, { position: 5, beatenLengths: 97 })], 20], ['pulled up', [trialed(10, null)], null], ['none', [], null]]],
  ['trials.meanBeatenShare', [['of two since the start', [trialed(40, 5), start(30), trialed(20, 1), trialed(10, 3)], 0.75], ['none', [start(30)], null]]],
  ['trials.won', [['the earlier of two', [trialed(20, 1), trialed(10, 3)], 1], ['none', [trialed(10, 2)], 0], ['before the last start', [trialed(20, 1), start(10)], null], ['dead heat', [finished({ ...TRIAL.card, off: daysBefore(9), runners: [{ horseId: 1 }, { horseId: 2 }] }, [1, 1])], 1]]],
  ['trials.lastFigure', [
    ['one per cent faster than the median of the two heats', [heat(10, { 1: 59_400, 3: 60_000 }), heat(10, { 4: 60_000, 5: 66_000 })], 110],
    ['the median itself', [heat(10, { 3: 59_000, 1: 60_000, 4: 63_000 })], 100],
    ['of four the middle between two', [heat(10, { 3: 58_000, 1: 59_500, 4: 60_500, 5: 70_000 })], 100 + 1_000 * (1 - 59_500 / 60_000)],
    ['another distance is another median', [heat(10, { 1: 60_000, 3: 60_000 }), heat(10, { 4: 50_000, 5: 50_000 }, { distanceM: 1_000 })], 100],
    ['another venue too', [heat(10, { 1: 60_000, 3: 60_000 }), heat(10, { 4: 50_000, 5: 50_000 }, { venueId: 2 })], 100],
    ['another day too, though they became known together', [heat(10, { 1: 60_000, 3: 60_000 }), heat(11, { 4: 50_000, 5: 50_000 }, {}, daysBefore(10))], 100],
    ['nobody to be held against', [heat(10, { 1: 60_000 })], null],
    ['not timed', [heat(10, { 1: null, 3: 60_000, 4: 60_000 })], null],
    ['distance unknown: against its own heat', [heat(10, { 1: 59_400, 3: 60_600 }, { distanceM: null }), heat(10, { 4: 50_000, 5: 50_000 }, { distanceM: null })], 110],
  ]],
  ['trials.meanFigure', [['two since the start', [heat(20, { 1: 59_400, 3: 60_600 }), heat(10, { 1: 60_600, 3: 59_400 })], 100], ['none', [], null]]],
])('%s', (name, cases) => {
  test.each(cases)('%s', (_, history, expected) => {
    const value = featureOf(name, { card, history })
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 9)
  })
})

describe('trials.lastFigureOverField', () => {
  const history = [heat(10, { 1: 59_400, 2: 60_600 })]
  test.each([
    ['both', [1, 2], [10, -10]],
    ['one did not trial', [1, 3], [0, NaN]],
    ['one runner', [2], [0]],
  ])('%s', (_, horses, expected) => {
    const values = [...(featuresOf({ history, card: raceCard({ runners: horses.map((horseId) => ({ horseId })) }) }).get('trials.lastFigureOverField') ?? [])]
    expect(values.map((value) => Math.round(value * 1e9) / 1e9)).toEqual(expected)
  })
})
