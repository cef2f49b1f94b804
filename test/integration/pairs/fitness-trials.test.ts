import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('fitness-trials.trialOfTheFresh', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['a figure of 108 without a start in a year: tanh 1; after five: by e less', [{ 'trials.meanFigure': 108, 'fitness.runs365': 0 }, { 'trials.meanFigure': 108, 'fitness.runs365': 5 }], [0.761594, 0.280175]],
    ['a figure of 92 after ten: against, by e squared less', [{ 'trials.meanFigure': 92, 'fitness.runs365': 10 }], [-0.103071]],
    ['no trial: silent', [{ 'fitness.runs365': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-trials.trialOfTheFresh', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'trials.meanFigure': 110.8, 'fitness.runs365': 2 }], 'a trial figure of 110.8 where 100 is the median, after 2 starts in a year'],
    [[{ 'trials.meanFigure': 100, 'fitness.runs365': 1 }], 'a trial figure of 100 where 100 is the median, after 1 start in a year'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-trials.trialOfTheFresh', runners)).toBe(said) })
})
describe('fitness-trials.trialBeforeFirstUp', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['first-up after one trial, after three: the same; after none: nothing', [{ 'fitness.firstUp': 1, 'trials.sinceRun': 1 }, { 'fitness.firstUp': 1, 'trials.sinceRun': 3 }, { 'fitness.firstUp': 1, 'trials.sinceRun': 0 }], [1, 1, 0]],
    ['not first-up, trials not known: silent', [{ 'fitness.firstUp': 0, 'trials.sinceRun': 2 }, { 'fitness.firstUp': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-trials.trialBeforeFirstUp', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'fitness.firstUp': 1, 'trials.sinceRun': 1 }], 'first-up with 1 trial since its last start'],
    [[{ 'fitness.firstUp': 0, 'trials.sinceRun': 2 }], 'not first-up with 2 trials since its last start'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-trials.trialBeforeFirstUp', runners)).toBe(said) })
})
