import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('distance-weight.bigHorseOverAShortTrip', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['40 kg above and below the mean over 1,200 m: half of tanh 1', [{ 'weight.body': 540, 'distance.metres': 1_200 }, { 'weight.body': 460, 'distance.metres': 1_200 }], [0.380797, -0.380797]],
    ['over 1,700 m: the other way round', [{ 'weight.body': 540, 'distance.metres': 1_700 }, { 'weight.body': 460, 'distance.metres': 1_700 }], [-0.380797, 0.380797]],
    ['far above over 2,400 m: cut off', [{ 'weight.body': 700, 'distance.metres': 2_400 }, { 'weight.body': 300, 'distance.metres': 2_400 }], [-1, 1]],
    ['weight not known: silent', [{ 'distance.metres': 1_200 }, { 'weight.body': 460, 'distance.metres': 1_200 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-weight.bigHorseOverAShortTrip', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'weight.body': 540, 'distance.metres': 1_650 }, { 'weight.body': 460, 'distance.metres': 1_650 }], 'weighs 540 kg (mean of the field 500 kg), over 1,650 m'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-weight.bigHorseOverAShortTrip', runners)).toBe(said) })
})
