import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('chemistry-jockey.strongRiderNewToIt', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points above and below the mean, never together: tanh 1', [{ 'jockey.beatenShare': 0.6, 'chemistry.ridesTogether': 0 }, { 'jockey.beatenShare': 0.4, 'chemistry.ridesTogether': 0 }], [0.761594, -0.761594]],
    ['after one ride half, after three a fourth', [{ 'jockey.beatenShare': 0.6, 'chemistry.ridesTogether': Math.log(2) }, { 'jockey.beatenShare': 0.4, 'chemistry.ridesTogether': Math.log(4) }], [0.380797, -0.190399]],
    ['rider not known: silent', [{ 'chemistry.ridesTogether': 0 }, { 'jockey.beatenShare': 0.5, 'chemistry.ridesTogether': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('chemistry-jockey.strongRiderNewToIt', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'jockey.beatenShare': 0.6, 'chemistry.ridesTogether': 0 }, { 'jockey.beatenShare': 0.4, 'chemistry.ridesTogether': 0 }], 'no start together, under a rider who beats 60% (mean of the field 50%) of the rivals'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('chemistry-jockey.strongRiderNewToIt', runners)).toBe(said) })
})
describe('chemistry-jockey.partnershipBeyondTheRider', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['15 points beyond the rider, 147 starts and more: tanh 1; short of the rider: against', [{ 'chemistry.partnershipActualVsExpected': 1.15, 'chemistry.partnershipStarts': 5, 'jockey.actualVsExpectedYear': 1 }, { 'chemistry.partnershipActualVsExpected': 0.85, 'chemistry.partnershipStarts': 6, 'jockey.actualVsExpectedYear': 1 }], [0.761594, -0.761594]],
    ['one start, ln 2: by (1 + ln 2) / 6', [{ 'chemistry.partnershipActualVsExpected': 1.15, 'chemistry.partnershipStarts': Math.log(2), 'jockey.actualVsExpectedYear': 1 }], [0.214915]],
    ['partnership not known: silent', [{ 'chemistry.partnershipStarts': 5, 'jockey.actualVsExpectedYear': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('chemistry-jockey.partnershipBeyondTheRider', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'chemistry.partnershipActualVsExpected': 1.12, 'chemistry.partnershipStarts': Math.log(106), 'jockey.actualVsExpectedYear': 0.9 }], '112% of what prices promised in 105 starts for the stable, 90% for all in a year'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('chemistry-jockey.partnershipBeyondTheRider', runners)).toBe(said) })
})
describe('chemistry-jockey.firstPairing', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['for the first time, 6 points above and below the mean: tanh 1', [{ 'chemistry.firstTimeTogether': 1, 'jockey.winRate90': 0.16 }, { 'chemistry.firstTimeTogether': 1, 'jockey.winRate90': 0.04 }], [0.761594, -0.761594]],
    ['ridden before, a debutant: silent', [{ 'chemistry.firstTimeTogether': 0, 'jockey.winRate90': 0.16 }, { 'jockey.winRate90': 0.04 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('chemistry-jockey.firstPairing', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'chemistry.firstTimeTogether': 1, 'jockey.winRate90': 0.16 }, { 'chemistry.firstTimeTogether': 0, 'jockey.winRate90': 0.04 }], 'for the first time under a rider who won 16% (mean of the field 10%) of the rides of 90 days'],
    [[{ 'chemistry.firstTimeTogether': 0, 'jockey.winRate90': 0.1 }], 'again under a rider who won 10% (mean of the field 10%) of the rides of 90 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('chemistry-jockey.firstPairing', runners)).toBe(said) })
})
