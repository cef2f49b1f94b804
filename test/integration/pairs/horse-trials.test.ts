import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('horse-trials.trialOfADebutant', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['beat three quarters: tanh 1; a quarter: the same against; half: nothing', [{ 'horse.debut': 1, 'trials.meanBeatenShare': 0.75 }, { 'horse.debut': 1, 'trials.meanBeatenShare': 0.25 }, { 'horse.debut': 1, 'trials.meanBeatenShare': 0.5 }], [0.761594, -0.761594, 0]],
    ['one that has raced, one without a trial: silent', [{ 'horse.debut': 0, 'trials.meanBeatenShare': 0.75 }, { 'horse.debut': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('horse-trials.trialOfADebutant', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.debut': 1, 'trials.meanBeatenShare': 0.75 }], 'a debutant that beat 75% of its rivals in trials'],
    [[{ 'horse.debut': 1 }], null],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('horse-trials.trialOfADebutant', runners)).toBe(said) })
})
