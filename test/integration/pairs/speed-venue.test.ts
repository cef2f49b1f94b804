import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('speed-venue.fasterHere', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['6 points faster here: tanh 1', [{ 'speed.atVenue3': 106, 'speed.mean3': 100, 'venue.starts': 2.3978952727983707 }, { 'speed.atVenue3': 94, 'speed.mean3': 100, 'venue.starts': 2.3978952727983707 }], [0.761594, -0.761594]],
    ['the same runs: nothing', [{ 'speed.atVenue3': 100, 'speed.mean3': 100, 'venue.starts': 2.3978952727983707 }], [0]],
    ['never here: silent', [{ 'speed.mean3': 100, 'venue.starts': 2.3978952727983707 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('speed-venue.fasterHere', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'speed.atVenue3': 106, 'speed.mean3': 100, 'venue.starts': 2.3978952727983707 }], 'figures here that are 6.0 points better than its latest anywhere, of 10 starts here'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('speed-venue.fasterHere', runners)).toBe(said) })
})
