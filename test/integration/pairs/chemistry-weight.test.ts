import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('chemistry-weight.lighterUnderABetterRider', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['4 kg less, 6 points better: tanh 1 twice', [{ 'weight.change': -4, 'chemistry.jockeyChange': 0.06 }], [0.580026]],
    ['more weight, or a worse rider, or the same: silent', [{ 'weight.change': 4, 'chemistry.jockeyChange': 0.06 }, { 'weight.change': -4, 'chemistry.jockeyChange': -0.06 }, { 'weight.change': -4, 'chemistry.jockeyChange': 0 }], [0, 0, 0]],
    ['a debutant: silent', [{ 'weight.change': -4 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('chemistry-weight.lighterUnderABetterRider', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'weight.change': -1.4, 'chemistry.jockeyChange': 0.13 }], 'carries 1.4 kg less than last time, under a rider who wins 13 percentage points more than the last one did'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('chemistry-weight.lighterUnderABetterRider', runners)).toBe(said) })
})
