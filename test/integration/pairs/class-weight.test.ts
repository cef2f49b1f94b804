import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('class-weight.lighterThanItsWins', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['5 kg less, 15 points up: tanh 1 twice; 5 kg more: against', [{ 'weight.overBestWon': -5, 'class.overBestWon': 15 }, { 'weight.overBestWon': 5, 'class.overBestWon': 15 }], [0.580026, -0.580026]],
    ['15 points down: the other way round', [{ 'weight.overBestWon': -5, 'class.overBestWon': -15 }, { 'weight.overBestWon': 5, 'class.overBestWon': -15 }], [-0.580026, 0.580026]],
    ['the very class, no win: silent', [{ 'weight.overBestWon': -5, 'class.overBestWon': 0 }, { 'class.overBestWon': 15 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-weight.lighterThanItsWins', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'weight.overBestWon': 1.8, 'class.overBestWon': -20 }], 'carries 1.8 kg more than in any win, in a class 20 points lower than the best of them'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-weight.lighterThanItsWins', runners)).toBe(said) })
})
describe('class-weight.weightInGoodClass', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['2.5 kg less and more in a class worth 85: half of a half', [{ 'weight.overField': -2.5, 'class.rating': 85 }, { 'weight.overField': 2.5, 'class.rating': 85 }], [0.25, -0.25]],
    ['in the lowest: the other way round', [{ 'weight.overField': -2.5, 'class.rating': 45 }, { 'weight.overField': 2.5, 'class.rating': 45 }], [-0.25, 0.25]],
    ['5 kg less in the best: cut off', [{ 'weight.overField': -5, 'class.rating': 125 }], [1]],
    ['weight not known: silent', [{ 'class.rating': 85 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-weight.weightInGoodClass', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'weight.overField': -3.6, 'class.rating': 40 }], 'carries 3.6 kg less than the mean of the field, in a class worth 40 points'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-weight.weightInGoodClass', runners)).toBe(said) })
})
