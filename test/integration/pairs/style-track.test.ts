import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('style-track.frontBias', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['a quarter more often in front than the mean where the front wins 1.9 times: tanh 0.5 x tanh 1', [{ 'style.frontRate': 0.75, 'track.frontImpact': 1.9 }, { 'style.frontRate': 0.25, 'track.frontImpact': 1.9 }], [0.351946, -0.351946]],
    ['where it wins 0.9 times: the other way round', [{ 'style.frontRate': 0.75, 'track.frontImpact': 0.9 }, { 'style.frontRate': 0.25, 'track.frontImpact': 0.9 }], [-0.351946, 0.351946]],
    ['where it wins 1.4 times, as it usually does: nothing', [{ 'style.frontRate': 0.75, 'track.frontImpact': 1.4 }, { 'style.frontRate': 0.25, 'track.frontImpact': 1.4 }], [0, 0]],
    ['no record of the course: silent', [{ 'style.frontRate': 0.75 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('style-track.frontBias', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'style.frontRate': 0.75, 'track.frontImpact': 1.9 }], 'in the first third early on in 75.0% of its starts, on a course where the first third wins 1.90 times as often as chance'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('style-track.frontBias', runners)).toBe(said) })
})
