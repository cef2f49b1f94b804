import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('fitness-speed.figureOfTheFit', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['5 points above and below the mean, four runs: tanh 1', [{ 'speed.onGround3': 105, 'fitness.runs90': 4 }, { 'speed.onGround3': 95, 'fitness.runs90': 4 }], [0.761594, -0.761594]],
    ['no run: the other way round, a third of it; one run: nothing', [{ 'speed.onGround3': 105, 'fitness.runs90': 0 }, { 'speed.onGround3': 95, 'fitness.runs90': 1 }], [-0.253865, 0]],
    ['ten runs and far above: cut off', [{ 'speed.onGround3': 150, 'fitness.runs90': 10 }, { 'speed.onGround3': 50, 'fitness.runs90': 10 }], [1, -1]],
    ['no figure: silent', [{ 'fitness.runs90': 4 }, { 'speed.onGround3': 95, 'fitness.runs90': 4 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-speed.figureOfTheFit', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'speed.onGround3': 105, 'fitness.runs90': 4 }, { 'speed.onGround3': 95, 'fitness.runs90': 1 }], 'speed figures of 105 (mean of the field 100) on such ground, with 4 starts in 90 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-speed.figureOfTheFit', runners)).toBe(said) })
})
describe('fitness-speed.steadyFiguresOfTheFit', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['2 points apart, 5 above and below the mean, three runs: tanh 1 twice', [{ 'speed.consistency': 2, 'speed.mean3': 105, 'fitness.runs90': 3 }, { 'speed.consistency': 2, 'speed.mean3': 95, 'fitness.runs90': 3 }], [0.580026, -0.580026]],
    ['8 apart: the other way round; one run: a third of it', [{ 'speed.consistency': 8, 'speed.mean3': 105, 'fitness.runs90': 3 }, { 'speed.consistency': 8, 'speed.mean3': 95, 'fitness.runs90': 1 }], [-0.580026, 0.193342]],
    ['no run, one start: silent', [{ 'speed.consistency': 2, 'speed.mean3': 105, 'fitness.runs90': 0 }, { 'speed.mean3': 95, 'fitness.runs90': 3 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-speed.steadyFiguresOfTheFit', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'speed.consistency': 2.4, 'speed.mean3': 105, 'fitness.runs90': 3 }, { 'speed.consistency': 8, 'speed.mean3': 95, 'fitness.runs90': 1 }], 'speed figures of 105 (mean of the field 100), 2.4 apart as a rule, with 3 starts in 90 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-speed.steadyFiguresOfTheFit', runners)).toBe(said) })
})
