import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('form-trials.trialAfterDefeat', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['beat half in trials, nobody last time: tanh 1; beat 45% last time: half of that', [{ 'trials.meanBeatenShare': 0.5, 'form.lastBeatenShare': 0 }, { 'trials.meanBeatenShare': 0.5, 'form.lastBeatenShare': 0.45 }], [0.761594, 0.380797]],
    ['beat 90% last time, or nobody in trials: silent', [{ 'trials.meanBeatenShare': 1, 'form.lastBeatenShare': 0.95 }, { 'trials.meanBeatenShare': 0, 'form.lastBeatenShare': 0 }], [0, 0]],
    ['no trial, a debutant: silent', [{ 'form.lastBeatenShare': 0 }, { 'trials.meanBeatenShare': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-trials.trialAfterDefeat', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'trials.meanBeatenShare': 1, 'form.lastBeatenShare': 0.125 }], 'beat 100% of its rivals in trials since a start in which it beat 12.5%'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-trials.trialAfterDefeat', runners)).toBe(said) })
})
