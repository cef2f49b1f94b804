import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('jockey-weight.lightUnderAStrongRider', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['5 kg less, rider 10 points above and below the mean: tanh 1', [{ 'weight.overField': -5, 'jockey.beatenShare': 0.6 }, { 'weight.overField': -5, 'jockey.beatenShare': 0.4 }], [0.761594, -0.761594]],
    ['2.5 kg less half; 9 kg no more than 5', [{ 'weight.overField': -2.5, 'jockey.beatenShare': 0.6 }, { 'weight.overField': -9, 'jockey.beatenShare': 0.4 }], [0.380797, -0.761594]],
    ['the mean weight and more: silent', [{ 'weight.overField': 0, 'jockey.beatenShare': 0.6 }, { 'weight.overField': 3, 'jockey.beatenShare': 0.4 }], [0, 0]],
    ['rider not known: silent', [{ 'weight.overField': -5 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('jockey-weight.lightUnderAStrongRider', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'weight.overField': -5.9, 'jockey.beatenShare': 0.6 }, { 'weight.overField': 5.9, 'jockey.beatenShare': 0.4 }], 'carries 5.9 kg less than the mean of the field, under a rider who beats 60% (mean of the field 50%) of the rivals'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('jockey-weight.lightUnderAStrongRider', runners)).toBe(said) })
})
describe('jockey-weight.claimOfAGoodApprentice', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['4 kg by an apprentice as good as the others: half; 8 points better: a half of 1 + tanh 1', [{ 'weight.claim': 4, 'jockey.apprentice': 1, 'jockey.beatenShare': 0.5 }], [0.5]],
    ['8 points above and below the mean', [{ 'weight.claim': 4, 'jockey.apprentice': 1, 'jockey.beatenShare': 0.58 }, { 'weight.claim': 4, 'jockey.apprentice': 1, 'jockey.beatenShare': 0.42 }], [0.880797, 0.119203]],
    ['2 kg: half of it; no claim: silent', [{ 'weight.claim': 2, 'jockey.apprentice': 1, 'jockey.beatenShare': 0.5 }, { 'weight.claim': 0, 'jockey.apprentice': 1, 'jockey.beatenShare': 0.5 }], [0.25, 0]],
    ['a full rider, claims not told: silent', [{ 'weight.claim': 0, 'jockey.apprentice': 0, 'jockey.beatenShare': 0.5 }, { 'jockey.apprentice': 1, 'jockey.beatenShare': 0.5 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('jockey-weight.claimOfAGoodApprentice', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'weight.claim': 2, 'jockey.apprentice': 1, 'jockey.beatenShare': 0.58 }, { 'weight.claim': 0, 'jockey.apprentice': 0, 'jockey.beatenShare': 0.42 }], 'an apprentice with 2 kg claimed, who beats 58% (mean of the field 50%) of the rivals'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('jockey-weight.claimOfAGoodApprentice', runners)).toBe(said) })
})
