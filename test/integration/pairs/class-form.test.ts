import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('class-form.formInGoodClass', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['15 points above and below the mean in a class worth 90: half of a half', [{ 'form.fadingBeatenShare': 0.65, 'class.rating': 90 }, { 'form.fadingBeatenShare': 0.35, 'class.rating': 90 }], [0.25, -0.25]],
    ['in one worth 50: the other way round', [{ 'form.fadingBeatenShare': 0.65, 'class.rating': 50 }, { 'form.fadingBeatenShare': 0.35, 'class.rating': 50 }], [-0.25, 0.25]],
    ['45 points in the best class: cut off', [{ 'form.fadingBeatenShare': 0.95, 'class.rating': 125 }, { 'form.fadingBeatenShare': 0.05, 'class.rating': 125 }], [1, -1]],
    ['a debutant: silent', [{ 'class.rating': 90 }, { 'form.fadingBeatenShare': 0.35, 'class.rating': 90 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-form.formInGoodClass', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'form.fadingBeatenShare': 0.65, 'class.rating': 100 }, { 'form.fadingBeatenShare': 0.35, 'class.rating': 100 }], 'has beaten 65% (mean of the field 50%) of its rivals, in a class worth 100 points'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-form.formInGoodClass', runners)).toBe(said) })
})
describe('class-form.beatenFarInGoodClass', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['4 lengths more and fewer than the mean in a class worth 100: tanh 1 twice', [{ 'form.lengths3': 9, 'class.rating': 100 }, { 'form.lengths3': 1, 'class.rating': 100 }], [0.580026, -0.580026]],
    ['in one worth 40: the other way round', [{ 'form.lengths3': 9, 'class.rating': 40 }, { 'form.lengths3': 1, 'class.rating': 40 }], [-0.580026, 0.580026]],
    ['a debutant: silent', [{ 'class.rating': 100 }, { 'form.lengths3': 1, 'class.rating': 100 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-form.beatenFarInGoodClass', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'form.lengths3': 9, 'class.rating': 100 }, { 'form.lengths3': 1, 'class.rating': 100 }], 'beaten by 9 lengths (mean of the field 5 lengths) in three starts, in a class worth 100 points'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-form.beatenFarInGoodClass', runners)).toBe(said) })
})
describe('class-form.winsOfTheExposed', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points above and below the mean, 20 starts in the class: tanh 1 against and for', [{ 'form.winRate10': 0.25, 'class.runsAtOrAbove': 20 }, { 'form.winRate10': 0.05, 'class.runsAtOrAbove': 20 }], [-0.761594, 0.761594]],
    ['5 starts a fourth, 40 no more than 20, none nothing', [{ 'form.winRate10': 0.25, 'class.runsAtOrAbove': 5 }, { 'form.winRate10': 0.05, 'class.runsAtOrAbove': 40 }], [-0.190399, 0.761594]],
    ['new in the class: silent', [{ 'form.winRate10': 0.25, 'class.runsAtOrAbove': 0 }, { 'form.winRate10': 0.05 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-form.winsOfTheExposed', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'form.winRate10': 0.2, 'class.runsAtOrAbove': 36 }, { 'form.winRate10': 0.1, 'class.runsAtOrAbove': 1 }], 'a win rate of 20% (mean of the field 15%) over its last ten starts, with 36 starts in this class or better'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-form.winsOfTheExposed', runners)).toBe(said) })
})
describe('class-form.dropAfterPoorRuns', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points down after beating nobody: half; after beating all: half against', [{ 'class.change': -10, 'form.beatenShare3': 0 }, { 'class.change': -10, 'form.beatenShare3': 1 }], [0.5, -0.5]],
    ['40 points down is no more than 20', [{ 'class.change': -40, 'form.beatenShare3': 0.25 }], [0.5]],
    ['up or level: silent', [{ 'class.change': 10, 'form.beatenShare3': 0 }, { 'class.change': 0, 'form.beatenShare3': 0 }], [0, 0]],
    ['a debutant: silent', [{ 'form.beatenShare3': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-form.dropAfterPoorRuns', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'class.change': -20, 'form.beatenShare3': 0.259 }], 'beat 25.9% of its rivals in three starts, now in a class 20 points lower than the last'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-form.dropAfterPoorRuns', runners)).toBe(said) })
})
