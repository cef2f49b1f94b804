import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('distance-speed.fasterOverThis', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['12 points faster over the trip: tanh 1', [{ 'speed.bestAtDistance': 112, 'speed.best3': 100, 'distance.metres': 1200, 'distance.runs': 2.3978952727983707 }, { 'speed.bestAtDistance': 88, 'speed.best3': 100, 'distance.metres': 1200, 'distance.runs': 2.3978952727983707 }], [0.761594, -0.761594]],
    ['the very run: nothing', [{ 'speed.bestAtDistance': 100, 'speed.best3': 100, 'distance.metres': 1200, 'distance.runs': 2.3978952727983707 }], [0]],
    ['never over about this trip: silent', [{ 'speed.best3': 100, 'distance.metres': 1200, 'distance.runs': 2.3978952727983707 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-speed.fasterOverThis', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'speed.bestAtDistance': 88, 'speed.best3': 100, 'distance.metres': 1200, 'distance.runs': 2.3978952727983707 }], 'a best figure over about 1,200 m that is 12.0 points worse than the best of its last three starts, with 10 starts over the very trip'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-speed.fasterOverThis', runners)).toBe(said) })
})
