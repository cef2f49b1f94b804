import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('jockey-speed.strongRiderOnASlowHorse', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['rider 6 points above the mean, figures 8 below it: half of tanh 1, and the same for a weak rider on a fast horse', [{ 'jockey.beatenShare': 0.56, 'speed.overBestOther': -16 }, { 'jockey.beatenShare': 0.44, 'speed.overBestOther': 0 }], [0.380797, 0.380797]],
    ['a strong rider on a fast horse, a weak one on a slow: against', [{ 'jockey.beatenShare': 0.56, 'speed.overBestOther': 0 }, { 'jockey.beatenShare': 0.44, 'speed.overBestOther': -16 }], [-0.380797, -0.380797]],
    ['figures not known: silent', [{ 'jockey.beatenShare': 0.56 }, { 'jockey.beatenShare': 0.44, 'speed.overBestOther': -16 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('jockey-speed.strongRiderOnASlowHorse', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'jockey.beatenShare': 0.56, 'speed.overBestOther': -16 }, { 'jockey.beatenShare': 0.44, 'speed.overBestOther': 16 }], 'figures 16 points worse than the best of the others, under a rider who beats 56% (mean of the field 50%) of the rivals'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('jockey-speed.strongRiderOnASlowHorse', runners)).toBe(said) })
})
