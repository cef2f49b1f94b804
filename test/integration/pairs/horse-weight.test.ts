import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('horse-weight.weightOfADebutant', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['1 kg below the top: tanh 1; 9 below: tanh -1; 5 below, as usual: nothing', [{ 'horse.debut': 1, 'weight.belowTop': -1, 'weight.carried': 59 }, { 'horse.debut': 1, 'weight.belowTop': -9, 'weight.carried': 51 }, { 'horse.debut': 1, 'weight.belowTop': -5, 'weight.carried': 55 }], [0.761594, -0.761594, 0]],
    ['one that has raced: silent', [{ 'horse.debut': 0, 'weight.belowTop': -1, 'weight.carried': 59 }, { 'horse.debut': 0, 'weight.belowTop': -9, 'weight.carried': 51 }], [0, 0]],
    ['weight not known: silent', [{ 'horse.debut': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('horse-weight.weightOfADebutant', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.debut': 1, 'weight.belowTop': -3, 'weight.carried': 57 }], 'a debut under 57 kg, 3.0 kg below the top weight'],
    [[{ 'horse.debut': 0, 'weight.belowTop': 0, 'weight.carried': 60 }], 'no debut under 60 kg, 0.0 kg below the top weight'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('horse-weight.weightOfADebutant', runners)).toBe(said) })
})
