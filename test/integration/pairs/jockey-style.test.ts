import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('jockey-style.findsAWay', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['five in a hundred better than the mean: tanh 0.5 from last, against it in front', [{ 'jockey.winRateYear': 0.15, 'style.expectedSettled': 1 }, { 'jockey.winRateYear': 0.05, 'style.expectedSettled': 1 }, { 'jockey.winRateYear': 0.15, 'style.expectedSettled': 0 }, { 'jockey.winRateYear': 0.05, 'style.expectedSettled': 0 }], [0.462117, -0.462117, -0.462117, 0.462117]],
    ['in the middle of the field: nothing', [{ 'jockey.winRateYear': 0.2, 'style.expectedSettled': 0.5 }, { 'jockey.winRateYear': 0.1, 'style.expectedSettled': 0.5 }], [0, 0]],
    ['rider not known: silent', [{ 'style.expectedSettled': 1 }, { 'jockey.winRateYear': 0.05, 'style.expectedSettled': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('jockey-style.findsAWay', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'jockey.winRateYear': 0.15, 'style.expectedSettled': 0.9 }, { 'jockey.winRateYear': 0.05, 'style.expectedSettled': 0.2 }], 'likely to be well back under a rider who won 15.0% of the rides of a year, where the mean here is 10.0%'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('jockey-style.findsAWay', runners)).toBe(said) })
})
