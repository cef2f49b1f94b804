import type { FeatureName } from '../../src/features/registry'
import { EVEN, FAVOURITE, raceOfFour, type Elsewhere } from '../support/race-of-four'
import { featureOf, featuresOf, raceCard } from '../support/racing-world'

const ride = (days: number, position: number | null, more: Elsewhere = {}) => raceOfFour(days, position, { jockeyId: 7 }, more)
const stranger = raceOfFour(5, 2, { jockeyId: 8 })
const card = raceCard({ runners: [{ horseId: 1, jockeyId: 7 }, { horseId: 2 }] })
/** Base rate 1/4, 40 rides of it. */
const career = (wins: number, rides: number): number => (wins + 10) / (rides + 40)

test.each<[FeatureName, string, ReturnType<typeof ride>[], number]>([
  ['jockey.winRate30', 'a ride of 30 days ago counts, one of 31 does not', [ride(31, 1), ride(30, 1), ride(3, 2)], (1 + 100 * career(2, 3)) / 102],
  ['jockey.winRate30', 'only older rides: the career', [ride(31, 1)], career(1, 1)],
  ['jockey.winRate90', 'a ride of 90 days ago counts, one of 91 does not', [ride(91, 1), ride(90, 1), ride(31, 4)], (1 + 100 * career(2, 3)) / 102],
  ['jockey.winRateYear', 'a ride of 365 days ago counts, one of 366 does not', [ride(366, 1), ride(365, 1), ride(91, null)], career(1, 2)],
  ['jockey.winRateYear', 'a gap of a year: the base rate', [ride(800, 1)], 0.25],
  ['jockey.winRateCareer', 'all of them; pulled up is a ride', [ride(900, 1), ride(400, null), ride(3, 1)], career(2, 3)],
  ['jockey.placeImpact', 'third counts, fourth and pulled up do not; chance is 3/4', [ride(365, 3), ride(9, 4), ride(8, null), ride(366, 1)], 11 / (2.25 + 10)],
  ['jockey.favouriteWinRate', 'two of his on favourites, one won; of three in all, one', [ride(9, 1, { prices: FAVOURITE }), ride(8, 2, { prices: FAVOURITE }), raceOfFour(7, 3, { jockeyId: 8 }, { prices: FAVOURITE }), ride(6, 1)], (1 + 40 / 3) / 42],
  ['jockey.favouriteWinRate', 'joint favourites are favourites each: four, one won', [ride(9, 1, { prices: EVEN })], (1 + 40 / 4) / 41],
  ['jockey.actualVsExpectedYear', 'chances 1/4 and 1/2, one won; an unpriced ride is none', [ride(365, 1, { prices: EVEN }), ride(8, 2, { prices: FAVOURITE }), ride(7, 1), ride(366, 1, { prices: EVEN })], 31 / 30.75],
  ['jockey.actualVsExpectedYear', 'over-round is taken out: 1/4 of 2 is 1/8 of the book', [ride(9, 2, { prices: [4, 1.6, 1.6, 2] })], 30 / 30.125],
  ['jockey.actualVsExpectedYear', 'never priced: 1', [ride(7, 1)], 1],
  ['jockey.residual', 'never priced: 0', [ride(7, 1)], 0],
  ['jockey.winRateAtVenue', 'one win in one ride here, none in one elsewhere', [ride(9, 1), ride(8, 2, { venueId: 2 })], (1 + 150 * career(1, 2)) / 151],
  ['jockey.winRateAtVenue', 'never here: the career', [ride(8, 1, { venueId: 2 })], career(1, 1)],
  ['jockey.winRateAtDistance', '1,300 m are in the band of 1,200 m, 1,400 m are not', [ride(9, 1, { distanceM: 1_300 }), ride(8, 1, { distanceM: 1_400 })], (1 + 150 * career(2, 2)) / 151],
  ['jockey.rides30', 'two within 30 days', [ride(31, 1), ride(30, 1), ride(1, 2)], Math.log(3)],
])('%s: %s', (name, _, history, expected) => { expect(featureOf(name, { card, history: [...history, stranger] })).toBeCloseTo(expected, 12) })

describe.each([[1, 1], [30, 1], [31, 0.75], [90, 0.75], [91, 0.5], [365, 0.5], [366, 0.2], [3_000, 0.2]])('a winner of %d days ago weighs %d', (days, weight) => {
  const values = featuresOf({ card, history: [ride(days, 1, { prices: EVEN })] })
  test.each<[FeatureName, number]>([
    ['jockey.beatenShare', (weight + 40 * 0.5) / (weight + 40)],
    ['jockey.impact', (weight + 4) / (weight / 4 + 4)],
    ['jockey.residual', (weight * 0.75) / (weight + 300)],
  ])('%s', (name, expected) => { expect(values.get(name)?.[0]).toBeCloseTo(expected, 12) })
})

describe.each<[string, typeof card, ReturnType<typeof ride>[], Partial<Record<FeatureName, number | null>>]>([
  ['a rider without a ride', card, [stranger], { 'jockey.winRate30': 0.25, 'jockey.winRate90': 0.25, 'jockey.winRateYear': 0.25, 'jockey.winRateCareer': 0.25, 'jockey.placeImpact': 1, 'jockey.beatenShare': 0.5, 'jockey.winRateAtVenue': 0.25, 'jockey.winRateAtDistance': 0.25, 'jockey.actualVsExpectedYear': 1, 'jockey.residual': 0, 'jockey.impact': 1, 'jockey.rides30': 0, 'jockey.favouriteWinRate': null }],
  ['nothing was ever run', card, [], { 'jockey.winRate30': null, 'jockey.winRateCareer': null, 'jockey.beatenShare': null, 'jockey.impact': null, 'jockey.placeImpact': 1, 'jockey.residual': 0, 'jockey.rides30': 0 }],
  ['no jockey named', raceCard({ runners: [{ horseId: 1 }] }), [ride(3, 1)], { 'jockey.winRate30': null, 'jockey.winRate90': null, 'jockey.winRateYear': null, 'jockey.winRateCareer': null, 'jockey.placeImpact': null, 'jockey.beatenShare': null, 'jockey.winRateAtVenue': null, 'jockey.winRateAtDistance': null, 'jockey.favouriteWinRate': null, 'jockey.actualVsExpectedYear': null, 'jockey.residual': null, 'jockey.impact': null, 'jockey.rides30': null, 'jockey.apprentice': null }],
  ['distance unknown', raceCard({ distanceM: null, runners: [{ horseId: 1, jockeyId: 7 }] }), [ride(3, 1)], { 'jockey.winRateAtDistance': null, 'jockey.winRateCareer': career(1, 1) }],
])('%s', (_, asked, history, expected) => {
  test.each(Object.entries(expected) as [FeatureName, number | null][])('%s is %p', (name, value) => {
    if (value === null) expect(featureOf(name, { card: asked, history })).toBeNull()
    else expect(featureOf(name, { card: asked, history })).toBeCloseTo(value, 12)
  })
})

test.each([[true, 1], [false, 0], [null, null]])('jockey.apprentice: %p gives %p', (apprentice, expected) => {
  expect(featureOf('jockey.apprentice', { card: raceCard({ runners: [{ horseId: 1, jockeyId: 7, apprentice }] }) })).toBe(expected)
})
test('a dead heat is a win of each', () => {
  const history = [raceOfFour(3, 1, { jockeyId: 7 })]
  const shared = history.map((race) => ({ ...race, outcome: { ...race.outcome, runners: race.outcome.runners.map((one, i) => (i < 2 ? { ...one, position: 1, status: 'DEAD_HEAT' as const } : one)) } }))
  expect(featureOf('jockey.winRateCareer', { card, history: shared })).toBeCloseTo((1 + 40 * 0.5) / 41, 12)
})
