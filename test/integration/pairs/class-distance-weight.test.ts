import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('class-distance-weight.weightOverDistance', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['4 kg less and more over 1,200 m in a class worth 50: half of tanh 1', [{ 'weight.overField': -4, 'distance.metres': 1_200, 'class.rating': 50 }, { 'weight.overField': 4, 'distance.metres': 1_200, 'class.rating': 50 }], [0.380797, -0.380797]],
    ['over 2,400 m twice as much, over 3,200 m no more; in a class worth 90 half', [{ 'weight.overField': -4, 'distance.metres': 2_400, 'class.rating': 50 }, { 'weight.overField': -4, 'distance.metres': 3_200, 'class.rating': 50 }, { 'weight.overField': -4, 'distance.metres': 2_400, 'class.rating': 90 }], [0.761594, 0.761594, 0.380797]],
    ['weight not known: silent', [{ 'distance.metres': 1_200, 'class.rating': 50 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-distance-weight.weightOverDistance', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'weight.overField': -3.6, 'distance.metres': 1_650, 'class.rating': 40 }], 'carries 3.6 kg less than the mean of the field over 1,650 m, in a class worth 40 points'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-distance-weight.weightOverDistance', runners)).toBe(said) })
})
