import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('jockey-race.strongRiderInABigField', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['7.5 points above and below the mean, 13 runners: half of a half', [{ 'jockey.beatenShare': 0.575, 'race.fieldSize': 13 }, { 'jockey.beatenShare': 0.425, 'race.fieldSize': 13 }], [0.25, -0.25]],
    ['10 runners: the other way round', [{ 'jockey.beatenShare': 0.575, 'race.fieldSize': 10 }, { 'jockey.beatenShare': 0.425, 'race.fieldSize': 10 }], [-0.25, 0.25]],
    ['20 points above, 16 runners: cut off', [{ 'jockey.beatenShare': 0.7, 'race.fieldSize': 16 }, { 'jockey.beatenShare': 0.3, 'race.fieldSize': 16 }], [1, -1]],
    ['rider not known: silent', [{ 'race.fieldSize': 13 }, { 'jockey.beatenShare': 0.5, 'race.fieldSize': 13 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('jockey-race.strongRiderInABigField', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'jockey.beatenShare': 0.6, 'race.fieldSize': 14 }, { 'jockey.beatenShare': 0.4, 'race.fieldSize': 14 }], 'a field of 14, under a rider who beats 60% (mean of the field 50%) of the rivals'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('jockey-race.strongRiderInABigField', runners)).toBe(said) })
})
