import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('form-style.fromBehind', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['last of ten, a fifth more beaten than the mean: tanh 1.5; a fifth fewer, tanh -1.5', [{ 'form.fadingBeatenShare': 0.7, 'style.expectedRank': 10, 'race.fieldSize': 10 }, { 'form.fadingBeatenShare': 0.3, 'style.expectedRank': 10, 'race.fieldSize': 10 }], [0.905148, -0.905148]],
    ['in the middle: nothing', [{ 'form.fadingBeatenShare': 0.9, 'style.expectedRank': 5, 'race.fieldSize': 10 }, { 'form.fadingBeatenShare': 0.1, 'style.expectedRank': 5, 'race.fieldSize': 10 }], [0, 0]],
    ['first of ten, a sixth more: tanh -1', [{ 'form.fadingBeatenShare': 0.6666666666666666, 'style.expectedRank': 1, 'race.fieldSize': 10 }, { 'form.fadingBeatenShare': 0.3333333333333333, 'style.expectedRank': 1, 'race.fieldSize': 10 }], [-0.761594, 0.761594]],
    ['no form: silent', [{ 'style.expectedRank': 10, 'race.fieldSize': 10 }, { 'form.fadingBeatenShare': 0.3, 'style.expectedRank': 10, 'race.fieldSize': 10 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-style.fromBehind', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'form.fadingBeatenShare': 0.7, 'style.expectedRank': 10, 'race.fieldSize': 10 }, { 'form.fadingBeatenShare': 0.3, 'style.expectedRank': 1, 'race.fieldSize': 10 }], 'to be expected 10 of 10 early on, having beaten 20.0% more of its rivals than the others here did of theirs'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-style.fromBehind', runners)).toBe(said) })
})
