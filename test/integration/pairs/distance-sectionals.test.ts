import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('distance-sectionals.lateOverADistance', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['25 points above the mean over 2,000 m: tanh 1; no more beyond', [{ 'sectionals.late3': 125, 'distance.metres': 2000 }, { 'sectionals.late3': 75, 'distance.metres': 2000 }], [0.761594, -0.761594]],
    ['2,400 m: no more than over 2,000 m', [{ 'sectionals.late3': 125, 'distance.metres': 2400 }, { 'sectionals.late3': 75, 'distance.metres': 2400 }], [0.761594, -0.761594]],
    ['1,100 m: half of it, against', [{ 'sectionals.late3': 125, 'distance.metres': 1100 }, { 'sectionals.late3': 75, 'distance.metres': 1100 }], [-0.380797, 0.380797]],
    ['1,400 m: silent', [{ 'sectionals.late3': 125, 'distance.metres': 1400 }, { 'sectionals.late3': 75, 'distance.metres': 1400 }], [0, 0]],
    ['figure not known: silent', [{ 'distance.metres': 2000 }, { 'sectionals.late3': 75, 'distance.metres': 2000 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-sectionals.lateOverADistance', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'sectionals.late3': 125, 'distance.metres': 2000 }, { 'sectionals.late3': 75, 'distance.metres': 2000 }], 'a late figure 25.0 points better than the mean of the field, over 2,000 m'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-sectionals.lateOverADistance', runners)).toBe(said) })
})
