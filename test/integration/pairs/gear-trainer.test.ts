import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('gear-trainer.newGearFromAStableAtHome', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['something new, 4 points above and below the mean: tanh 1', [{ 'gear.firstTime': 1, 'trainer.winRateAtVenue': 0.14 }, { 'gear.firstTime': 1, 'trainer.winRateAtVenue': 0.06 }], [0.761594, -0.761594]],
    ['nothing new, gear not known: silent', [{ 'gear.firstTime': 0, 'trainer.winRateAtVenue': 0.14 }, { 'trainer.winRateAtVenue': 0.06 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('gear-trainer.newGearFromAStableAtHome', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'gear.firstTime': 1, 'trainer.winRateAtVenue': 0.14 }, { 'gear.firstTime': 0, 'trainer.winRateAtVenue': 0.06 }], 'something new to wear, from a stable that wins 14% (mean of the field 10%) at the venue'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('gear-trainer.newGearFromAStableAtHome', runners)).toBe(said) })
})
describe('gear-trainer.firstBlinkers', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['2 points above and below its usual: tanh 1', [{ 'gear.blinkersFirstTime': 1, 'trainer.blinkersEdge': 0.02 }, { 'gear.blinkersFirstTime': 1, 'trainer.blinkersEdge': -0.02 }], [0.761594, -0.761594]],
    ['not for the first time: silent', [{ 'gear.blinkersFirstTime': 0, 'trainer.blinkersEdge': 0.02 }, { 'gear.blinkersFirstTime': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('gear-trainer.firstBlinkers', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'gear.blinkersFirstTime': 1, 'trainer.blinkersEdge': -0.006 }], 'first-time blinkers from a stable that wins 0.6 percentage points less than usual with them'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('gear-trainer.firstBlinkers', runners)).toBe(said) })
})
