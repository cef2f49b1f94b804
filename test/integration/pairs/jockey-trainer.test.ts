import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('jockey-trainer.bothUnderrated', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['1 in 120 each: tanh 1; both short: against; one for and one against: nothing', [{ 'jockey.residual': 1 / 120, 'trainer.residual': 1 / 120 }, { 'jockey.residual': -1 / 120, 'trainer.residual': -1 / 120 }, { 'jockey.residual': 0.01, 'trainer.residual': -0.01 }], [0.761594, -0.761594, 0]],
    ['rider not known: silent', [{ 'trainer.residual': 0.01 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('jockey-trainer.bothUnderrated', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'jockey.residual': 0.011, 'trainer.residual': -0.004 }], 'the rider wins 1.1 percentage points more than prices promise, the stable 0.4 percentage points less than they do'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('jockey-trainer.bothUnderrated', runners)).toBe(said) })
})
describe('jockey-trainer.hotTogether', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['stable one deviation hot, rider 6 points above and below the mean: tanh 1 twice', [{ 'trainer.heat': 1, 'jockey.winRate30': 0.16 }, { 'trainer.heat': 1, 'jockey.winRate30': 0.04 }], [0.580026, -0.580026]],
    ['cold stable: the other way round', [{ 'trainer.heat': -1, 'jockey.winRate30': 0.16 }, { 'trainer.heat': -1, 'jockey.winRate30': 0.04 }], [-0.580026, 0.580026]],
    ['stable not known: silent', [{ 'jockey.winRate30': 0.16 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('jockey-trainer.hotTogether', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'trainer.heat': 1, 'jockey.winRate30': 0.16 }, { 'trainer.heat': 0, 'jockey.winRate30': 0.04 }], 'a stable in form, under a rider who won 16% (mean of the field 10%) of the rides of 30 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('jockey-trainer.hotTogether', runners)).toBe(said) })
})
