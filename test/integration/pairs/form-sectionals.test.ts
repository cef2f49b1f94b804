import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('form-sectionals.finishedLastRunStrongly', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['beat all and finished 40 points above the mean: tanh 1; beat none and finished 40 below: the same', [{ 'sectionals.lateLast': 140, 'form.lastBeatenShare': 1 }, { 'sectionals.lateLast': 60, 'form.lastBeatenShare': 0 }], [0.761594, 0.761594]],
    ['beat all with a slow finish, none with a fast one: against', [{ 'sectionals.lateLast': 60, 'form.lastBeatenShare': 1 }, { 'sectionals.lateLast': 140, 'form.lastBeatenShare': 0 }], [-0.761594, -0.761594]],
    ['no sectionals: silent', [{ 'form.lastBeatenShare': 1 }, { 'sectionals.lateLast': 100, 'form.lastBeatenShare': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-sectionals.finishedLastRunStrongly', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'sectionals.lateLast': 122.6, 'form.lastBeatenShare': 1 }, { 'sectionals.lateLast': 77.4, 'form.lastBeatenShare': 0 }], 'beat 100% of its rivals last time with a late figure of 122.6 (mean of the field 100)'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-sectionals.finishedLastRunStrongly', runners)).toBe(said) })
})
