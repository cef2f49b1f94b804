import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('horse-jockey.riderOfADebutant', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['a debutant whose rider wins 3.5 points more than the mean: half; no debutant: nothing', [{ 'horse.debut': 1, 'jockey.winRateYear': 0.155 }, { 'horse.debut': 0, 'jockey.winRateYear': 0.085 }], [0.5, 0]],
    ['a rider far above the mean and one far below: cut off at 1', [{ 'horse.debut': 1, 'jockey.winRateYear': 0.3 }, { 'horse.debut': 1, 'jockey.winRateYear': 0.02 }], [1, -1]],
    ['rider not known: silent', [{ 'horse.debut': 1 }, { 'horse.debut': 1, 'jockey.winRateYear': 0.1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('horse-jockey.riderOfADebutant', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.debut': 1, 'jockey.winRateYear': 0.182 }, { 'horse.debut': 0, 'jockey.winRateYear': 0.018 }], 'a debutant under a rider who won 18.2% (mean of the field 10%) of the rides of a year'],
    [[{ 'horse.debut': 0, 'jockey.winRateYear': 0.1 }], 'no debutant under a rider who won 10% (mean of the field 10%) of the rides of a year'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('horse-jockey.riderOfADebutant', runners)).toBe(said) })
})
