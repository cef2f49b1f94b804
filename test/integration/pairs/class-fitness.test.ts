import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('class-fitness.upWhenFit', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['7.5 points up and down, fourth run: half for and against', [{ 'class.overMean5': 7.5, 'fitness.prepRun': 4 }, { 'class.overMean5': -7.5, 'fitness.prepRun': 4 }], [0.5, -0.5]],
    ['second run a third of it; tenth no more than the fourth; 20 points cut off', [{ 'class.overMean5': 7.5, 'fitness.prepRun': 2 }, { 'class.overMean5': 7.5, 'fitness.prepRun': 10 }, { 'class.overMean5': 20, 'fitness.prepRun': 4 }], [0.166667, 0.5, 1]],
    ['first-up, and half a point up: silent', [{ 'class.overMean5': 7.5, 'fitness.prepRun': 1 }, { 'class.overMean5': 0.5, 'fitness.prepRun': 4 }], [0, 0]],
    ['a debutant: silent', [{ 'fitness.prepRun': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-fitness.upWhenFit', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'class.overMean5': -8, 'fitness.prepRun': 4 }], 'run 4 of its preparation, in a class 8 points lower than that of its last five starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-fitness.upWhenFit', runners)).toBe(said) })
})
describe('class-fitness.belowBestWonWhenFit', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['20 points below, four runs: tanh 1; above: against', [{ 'class.overBestWon': -20, 'fitness.runs90': 4 }, { 'class.overBestWon': 20, 'fitness.runs90': 4 }], [0.761594, -0.761594]],
    ['one run a fourth, eight no more than four', [{ 'class.overBestWon': -20, 'fitness.runs90': 1 }, { 'class.overBestWon': -20, 'fitness.runs90': 8 }], [0.190399, 0.761594]],
    ['no run, the very class: silent', [{ 'class.overBestWon': -20, 'fitness.runs90': 0 }, { 'class.overBestWon': 0, 'fitness.runs90': 4 }], [0, 0]],
    ['without a win: silent', [{ 'fitness.runs90': 4 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-fitness.belowBestWonWhenFit', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'class.overBestWon': -20, 'fitness.runs90': 3 }], 'a class 20 points lower than the best that it has won in, with 3 starts in 90 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-fitness.belowBestWonWhenFit', runners)).toBe(said) })
})
describe('class-fitness.dropWhenFit', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points down, three runs: half; one run: a third of that; 40 points: all', [{ 'class.change': -10, 'fitness.runs90': 3 }, { 'class.change': -10, 'fitness.runs90': 1 }, { 'class.change': -40, 'fitness.runs90': 5 }], [0.5, 0.166667, 1]],
    ['up, no run: silent', [{ 'class.change': 10, 'fitness.runs90': 3 }, { 'class.change': -10, 'fitness.runs90': 0 }], [0, 0]],
    ['a debutant: silent', [{ 'fitness.runs90': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-fitness.dropWhenFit', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'class.change': -20, 'fitness.runs90': 4 }], 'in a class 20 points lower than the last, with 4 starts in 90 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-fitness.dropWhenFit', runners)).toBe(said) })
})
