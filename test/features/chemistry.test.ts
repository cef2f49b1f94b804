import type { FeatureName } from '../../src/features/registry'
import { EVEN, FAVOURITE, raceOfFour, type Elsewhere, type Own } from '../support/race-of-four'
import { featureOf, raceCard } from '../support/racing-world'

type Ran = ReturnType<typeof raceOfFour>
const [J, OTHER, T] = [7, 8, 9]
/** The horse asked about, under a jockey. */
const ran = (days: number, position: number | null, jockeyId: number | null, more: Elsewhere = {}): Ran => raceOfFour(days, position, { horseId: 1, jockeyId }, more)
const pair = (days: number, position: number | null, own: Own = {}, more: Elsewhere = {}): Ran => raceOfFour(days, position, { jockeyId: J, trainerId: T, ...own }, more)
const stranger = raceOfFour(5, 2, { horseId: 60 })
const card = raceCard({ runners: [{ horseId: 1, jockeyId: J, trainerId: T }, { horseId: 2 }] })
const career = (wins: number, starts: number): number => (wins + 10) / (starts + 40)

/** Jockey: 2 wins of 3. Trainer: 1 of 2. Together: 1 of 1. */
const apart = [pair(9, 1), pair(8, 1, { trainerId: 20 }), pair(7, 2, { trainerId: null }), pair(6, 2, { jockeyId: OTHER })]
const mean = (career(2, 3) + career(1, 2)) / 2
/** The same of shares beaten: 1 + 1 + 2/3 of 3, 1 + 2/3 of 2, base 1/2. */
const beatenMean = ((8 / 3 + 20) / 43 + (5 / 3 + 20) / 42) / 2
/** And of wins over chance, a quarter a start, drawn by 4 toward 1. */
const impactMean = (6 / 4.75 + 5 / 4.5) / 2

test.each<[FeatureName, string, Ran[], number | null]>([
  ['chemistry.partnershipWinRate', 'toward the mean of both', apart, (1 + 60 * mean) / 61],
  ['chemistry.partnershipWinRate', 'never together: the mean of both', apart.slice(1), (career(1, 2) + career(0, 1)) / 2],
  ['chemistry.partnershipEdge', 'less the mean of both', apart, (1 + 60 * mean) / 61 - mean],
  ['chemistry.partnershipEdge', 'never together: 0', apart.slice(1), 0],
  ['chemistry.partnershipBeatenShare', 'toward the mean of both', apart, (1 + 60 * beatenMean) / 61],
  ['chemistry.partnershipImpact', 'toward the mean of both', apart, (1 + 5 * impactMean) / 5.25],
  ['chemistry.partnershipImpact', '365 days ago counts', [pair(365, 1)], (1 + 5 * (5 / 4.25)) / 5.25],
  ['chemistry.partnershipImpact', '366 days ago is of their careers only', [pair(366, 1)], 5 / 4.25],
  ['chemistry.partnershipActualVsExpected', 'chances 1/4 and 1/2, one won', [pair(900, 1, {}, { prices: EVEN }), pair(3, 2, {}, { prices: FAVOURITE }), pair(2, 1)], 21 / 20.75],
  ['chemistry.partnershipStarts', 'of any time', [pair(900, 1), pair(3, null)], Math.log(3)],
  ['chemistry.stableJockey', 'one of three rides of the year', [...apart, pair(366, 1)], 1 / 23],
  ['chemistry.trainerAtVenue', 'here, under anyone', [pair(9, 1, {}, { prices: EVEN }), pair(8, 2, { jockeyId: OTHER }, { prices: FAVOURITE }), pair(7, 1, {}, { prices: EVEN, venueId: 2 })], 31 / 30.75],
  ['chemistry.trainerAtVenue', 'only elsewhere: 1', [pair(7, 1, {}, { prices: EVEN, venueId: 2 })], 1],
  ['chemistry.ridesTogether', 'two of three', [ran(30, 1, J), ran(20, 2, OTHER), ran(10, 3, J)], Math.log(3)],
  ['chemistry.ridesTogether', 'debut', [], 0],
  ['chemistry.winRateTogether', 'one of two, base 1/4', [ran(30, 1, J), ran(20, 1, OTHER), ran(10, 3, J)], (1 + 8 * 0.25) / 10],
  ['chemistry.winRateTogether', 'never together: the base rate', [ran(20, 1, OTHER)], 0.25],
  ['chemistry.edgeTogether', '1 and 1/3 under him, 0 under another; one of each kind at least', [ran(30, 1, J), ran(20, 4, OTHER), ran(10, 3, J)], (2 / 3) * (1 / 5)],
  ['chemistry.edgeTogether', 'nobody else rode: 0', [ran(30, 1, J), ran(20, 4, null)], 0],
  ['chemistry.edgeTogether', 'debut', [], null],
  ['chemistry.reunited', 'rode it, then another did', [ran(30, 1, J), ran(20, 1, OTHER)], 1],
  ['chemistry.reunited', 'rode it last', [ran(30, 1, OTHER), ran(20, 1, J)], 0],
  ['chemistry.reunited', 'never rode it', [ran(20, 1, OTHER)], 0],
  ['chemistry.reunited', 'debut', [], null],
  ['chemistry.firstTimeTogether', 'never rode it', [ran(20, 1, OTHER)], 1],
  ['chemistry.firstTimeTogether', 'rode it long ago', [ran(900, 1, J), ran(20, 1, OTHER)], 0],
  ['chemistry.firstTimeTogether', 'who rode last is unknown', [ran(20, 1, null)], null],
  ['chemistry.firstTimeTogether', 'debut', [], null],
  ['chemistry.jockeyChange', 'both as of now, the last one\'s later rides too', [pair(3, 1), ran(20, 2, OTHER), pair(2, 1, { jockeyId: OTHER }), pair(366, 1)], career(1, 1) - career(1, 2)],
  ['chemistry.jockeyChange', 'the same jockey', [ran(20, 2, OTHER), ran(10, 1, J)], 0],
  ['chemistry.jockeyChange', 'who rode last is unknown', [ran(20, 1, null)], null],
  ['chemistry.jockeyChange', 'debut', [], null],
])('%s: %s', (name, _, history, expected) => {
  const value = featureOf(name, { card, history: [...history, stranger] })
  if (expected === null) expect(value).toBeNull()
  else expect(value).toBeCloseTo(expected, 12)
})

const WITH_JOCKEY: readonly FeatureName[] = [
  'chemistry.partnershipWinRate', 'chemistry.partnershipEdge', 'chemistry.partnershipBeatenShare', 'chemistry.partnershipImpact', 'chemistry.partnershipActualVsExpected', 'chemistry.partnershipStarts', 'chemistry.stableJockey',
  'chemistry.ridesTogether', 'chemistry.winRateTogether', 'chemistry.edgeTogether', 'chemistry.reunited', 'chemistry.firstTimeTogether', 'chemistry.jockeyChange',
]
test.each(WITH_JOCKEY)('%s: missing without a jockey', (name) => {
  expect(featureOf(name, { card: raceCard({ runners: [{ horseId: 1, trainerId: T }] }), history: [...apart, ran(20, 1, OTHER)] })).toBeNull()
})
test('chemistry.trainerAtVenue: missing without a trainer', () => {
  expect(featureOf('chemistry.trainerAtVenue', { card: raceCard({ runners: [{ horseId: 1, jockeyId: J }] }), history: apart })).toBeNull()
})
test('nothing was ever run: no rates', () => {
  expect((['chemistry.partnershipWinRate', 'chemistry.partnershipBeatenShare', 'chemistry.partnershipStarts', 'chemistry.stableJockey', 'chemistry.winRateTogether'] as const).map((name) => featureOf(name, { card }))).toEqual([null, null, 0, 0, null])
})
