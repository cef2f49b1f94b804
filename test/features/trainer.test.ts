import type { GearFact } from '../../src/domain/race-card'
import { instant } from '../../src/domain/instant'
import type { FeatureName } from '../../src/features/registry'
import { EVEN, FAVOURITE, raceOfFour, type Elsewhere, type Own } from '../support/race-of-four'
import { daysBefore, featureOf, featuresOf, raceCard } from '../support/racing-world'

/** Each starter is another horse unless said otherwise, so each is a debutant. */
let lastHorse = 100
const starter = (days: number, position: number | null, own: Own = {}, more: Elsewhere = {}) => raceOfFour(days, position, { horseId: ++lastHorse, trainerId: 7, ...own }, more)
const stranger = raceOfFour(5, 2, { trainerId: 8 })
const card = raceCard({ runners: [{ horseId: 1, trainerId: 7 }, { horseId: 2 }] })
const career = (wins: number, starts: number): number => (wins + 10) / (starts + 40)
const gear = (code: string, firstTime: boolean): GearFact => ({ code, firstTime, removed: false, knownAt: instant(daysBefore(1_000)) })
const blinkered = raceCard({ runners: [{ horseId: 1, trainerId: 7, gear: [gear('B', true)] }] })
const p = career(1, 3)

test.each<[FeatureName, string, ReturnType<typeof starter>[], number, (typeof card)?]>([
  ['trainer.winRate30', 'a starter of 30 days ago counts, one of 31 does not', [starter(31, 1), starter(30, 1), starter(3, 2)], (1 + 100 * career(2, 3)) / 102],
  ['trainer.winRateYear', 'a starter of 365 days ago counts, one of 366 does not', [starter(366, 1), starter(365, 1), starter(91, null)], career(1, 2)],
  ['trainer.winRateYear', 'a gap of a year: the base rate', [starter(800, 1)], 0.25],
  ['trainer.winRateCareer', 'all of them; pulled up is a starter', [starter(900, 1), starter(400, null), starter(3, 1)], career(2, 3)],
  ['trainer.placeImpact', 'third counts, fourth and pulled up do not; chance is 3/4', [starter(365, 3), starter(9, 4), starter(8, null), starter(366, 1)], 11 / (2.25 + 10)],
  ['trainer.actualVsExpectedYear', 'chances 1/4 and 1/2, one won; an unpriced starter is none', [starter(365, 1, {}, { prices: EVEN }), starter(8, 2, {}, { prices: FAVOURITE }), starter(7, 1), starter(366, 1, {}, { prices: EVEN })], 31 / 30.75],
  ['trainer.winRateAtVenue', 'one win in one starter here, none in one elsewhere', [starter(9, 1), starter(8, 2, {}, { venueId: 2 })], (1 + 150 * career(1, 2)) / 151],
  ['trainer.winRateAtDistance', '1,300 m are in the band of 1,200 m, 1,400 m are not', [starter(9, 1, {}, { distanceM: 1_300 }), starter(8, 1, {}, { distanceM: 1_400 })], (1 + 150 * career(2, 2)) / 151],
  ['trainer.winRateAtStage', 'debuts for a debutant', [starter(300, 2, { horseId: 60 }), starter(200, 1, { horseId: 60 }), starter(9, 1)], (1 + 80 * career(2, 3)) / 82],
  ['trainer.winRateAtStage', 'first-up is after 60 days, not after 59', [starter(300, 2, { horseId: 60 }), starter(240, 1, { horseId: 60 }), starter(181, 4, { horseId: 60 })], (1 + 80 * career(1, 3)) / 81, raceCard({ runners: [{ horseId: 60, trainerId: 7 }] })],
  ['trainer.winRateAtStage', 'second-up for one that ran once since', [starter(300, 2, { horseId: 60 }), starter(270, 1, { horseId: 60 }), starter(20, 4, { horseId: 60 })], (1 + 80 * career(1, 3)) / 81, raceCard({ runners: [{ horseId: 60, trainerId: 7 }] })],
  ['trainer.blinkersEdge', 'one winner with first-time blinkers, two others without', [starter(9, 1, { gear: [gear('B', true)] }), starter(8, 2, { gear: [gear('B', false)] }), starter(7, 2, { gear: [gear('TT', true)] })], (1 + 80 * p) / 81 - p, blinkered],
  ['trainer.blinkersEdge', 'none so far: 0', [starter(9, 1)], 0, blinkered],
  ['trainer.runners30', 'two within 30 days', [starter(31, 1), starter(30, 1), starter(1, 2)], Math.log(3)],
  ['trainer.heat', 'two starters of 30 days, one won', [starter(31, null), starter(30, 1), starter(1, 2)], (1 - 2 * p) / Math.sqrt(7 * p * (1 - p))],
  ['trainer.heat', 'none of 30 days: 0', [starter(31, 1)], 0],
])('%s: %s', (name, _, history, expected, asked = card) => { expect(featureOf(name, { card: asked, history: [...history, stranger] })).toBeCloseTo(expected, 12) })

describe.each([[1, 1], [30, 1], [31, 0.75], [90, 0.75], [91, 0.5], [365, 0.5], [366, 0.2]])('a winner of %d days ago weighs %d', (days, weight) => {
  const values = featuresOf({ card, history: [starter(days, 1, {}, { prices: EVEN })] })
  test.each<[FeatureName, number]>([
    ['trainer.beatenShare', (weight + 40 * 0.5) / (weight + 40)],
    ['trainer.residual', (weight * 0.75) / (weight + 300)],
  ])('%s', (name, expected) => { expect(values.get(name)?.[0]).toBeCloseTo(expected, 12) })
})

const NAMES: readonly FeatureName[] = ['trainer.winRate30', 'trainer.winRateYear', 'trainer.winRateCareer', 'trainer.placeImpact', 'trainer.beatenShare', 'trainer.winRateAtVenue', 'trainer.winRateAtDistance', 'trainer.winRateAtStage', 'trainer.actualVsExpectedYear', 'trainer.residual', 'trainer.runners30', 'trainer.heat']
test.each(NAMES)('%s: missing without a trainer', (name) => { expect(featureOf(name, { card: raceCard({ runners: [{ horseId: 1 }] }), history: [starter(3, 1)] })).toBeNull() })
test('a stable without a starter: base rates', () => {
  expect(NAMES.map((name) => featureOf(name, { card, history: [stranger] }))).toEqual([0.25, 0.25, 0.25, 1, expect.closeTo(0.5, 12), 0.25, 0.25, 0.25, 1, 0, 0, 0])
})
test('nothing was ever run: no rates', () => {
  expect(NAMES.map((name) => featureOf(name, { card }))).toEqual([null, null, null, 1, null, null, null, null, 1, 0, 0, null])
})
test('trainer.blinkersEdge: missing without blinkers for the first time', () => {
  expect(featureOf('trainer.blinkersEdge', { card, history: [starter(3, 1)] })).toBeNull()
})

test.each<[string, Own, number | null, number | null]>([
  ['the same trainer', { horseId: 1, trainerId: 7 }, 7, 0],
  ['another trainer', { horseId: 1, trainerId: 9 }, 7, 1],
  ['unknown then', { horseId: 1, trainerId: null }, 7, null],
  ['unknown now', { horseId: 1, trainerId: 7 }, null, null],
  ['debut', { horseId: 2, trainerId: 9 }, 7, null],
])('trainer.newStable: %s', (_, own, trainerId, expected) => {
  expect(featureOf('trainer.newStable', { card: raceCard({ runners: [{ horseId: 1, trainerId }] }), history: [starter(9, 1, own)] })).toBe(expected)
})
