import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('fitness-form-speed.oneIsEnough', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['good figures with poor form, poor with good, three runs: tanh 1 twice for both', [{ 'speed.mean3': 105, 'form.fadingBeatenShare': 0.35, 'fitness.runs90': 3 }, { 'speed.mean3': 95, 'form.fadingBeatenShare': 0.65, 'fitness.runs90': 3 }], [0.580026, 0.580026]],
    ['both good, both poor: against; one run: a third of it', [{ 'speed.mean3': 105, 'form.fadingBeatenShare': 0.65, 'fitness.runs90': 3 }, { 'speed.mean3': 95, 'form.fadingBeatenShare': 0.35, 'fitness.runs90': 1 }], [-0.580026, -0.193342]],
    ['no run, a debutant: silent', [{ 'speed.mean3': 105, 'form.fadingBeatenShare': 0.35, 'fitness.runs90': 0 }, { 'fitness.runs90': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-form-speed.oneIsEnough', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'speed.mean3': 105, 'form.fadingBeatenShare': 0.35, 'fitness.runs90': 3 }, { 'speed.mean3': 95, 'form.fadingBeatenShare': 0.65, 'fitness.runs90': 3 }], 'speed figures of 105 (mean of the field 100) and 35% (mean of the field 50%) of its rivals beaten, with 3 starts in 90 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-form-speed.oneIsEnough', runners)).toBe(said) })
})
describe('fitness-form-speed.fasterThanItsPlacings', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['6 points above the mean with a quarter fewer beaten, four runs: 4/3 tanh 1 is cut off; the other way round too', [{ 'speed.best3': 106, 'form.beatenShare3': 0.25, 'fitness.runs90': 4 }, { 'speed.best3': 94, 'form.beatenShare3': 0.75, 'fitness.runs90': 4 }], [1, -1]],
    ['two runs: half of it', [{ 'speed.best3': 106, 'form.beatenShare3': 0.25, 'fitness.runs90': 2 }, { 'speed.best3': 94, 'form.beatenShare3': 0.75, 'fitness.runs90': 2 }], [0.507729, -0.507729]],
    ['figure and placings agree: nothing; no run: silent', [{ 'speed.best3': 106, 'form.beatenShare3': 0.75, 'fitness.runs90': 4 }, { 'speed.best3': 94, 'form.beatenShare3': 0.25, 'fitness.runs90': 0 }], [0, 0]],
    ['a debutant: silent', [{ 'fitness.runs90': 0 }, { 'speed.best3': 94, 'form.beatenShare3': 0.75, 'fitness.runs90': 4 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-form-speed.fasterThanItsPlacings', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'speed.best3': 106, 'form.beatenShare3': 0.25, 'fitness.runs90': 4 }, { 'speed.best3': 94, 'form.beatenShare3': 0.75, 'fitness.runs90': 4 }], 'a best figure of 106 (mean of the field 100), but 25% (mean of the field 50%) of its rivals beaten, with 4 starts in 90 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-form-speed.fasterThanItsPlacings', runners)).toBe(said) })
})
