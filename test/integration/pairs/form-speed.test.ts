import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('form-speed.bothTrends', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['both rise, both fall: tanh 1 twice', [{ 'speed.trend': 3, 'form.trend': 0.1 }, { 'speed.trend': -3, 'form.trend': -0.1 }], [0.580026, 0.580026]],
    ['one rises, one falls: against', [{ 'speed.trend': 3, 'form.trend': -0.1 }, { 'speed.trend': -3, 'form.trend': 0.1 }], [-0.580026, -0.580026]],
    ['one start: silent', [{ 'speed.trend': 3 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-speed.bothTrends', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'speed.trend': 2.3, 'form.trend': 0.064 }], 'figures rise by 2.3 points a start, rivals beaten rise by 6.4%'],
    [[{ 'speed.trend': -3, 'form.trend': -0.1 }], 'figures fall by 3 points a start, rivals beaten fall by 10%'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-speed.bothTrends', runners)).toBe(said) })
})
describe('form-speed.beyondPricesAndFastHere', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['20 points beyond prices, figure 8 above and below the mean: tanh 1 twice', [{ 'form.overMarket6': 0.2, 'speed.bestAtDistance': 108 }, { 'form.overMarket6': 0.2, 'speed.bestAtDistance': 92 }], [0.580026, -0.580026]],
    ['short of prices: the other way round', [{ 'form.overMarket6': -0.2, 'speed.bestAtDistance': 108 }, { 'form.overMarket6': -0.2, 'speed.bestAtDistance': 92 }], [-0.580026, 0.580026]],
    ['never over the distance: silent', [{ 'form.overMarket6': 0.2 }, { 'form.overMarket6': 0.2, 'speed.bestAtDistance': 92 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-speed.beyondPricesAndFastHere', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'form.overMarket6': 0.207, 'speed.bestAtDistance': 108 }, { 'form.overMarket6': 0, 'speed.bestAtDistance': 92 }], 'beats 20.7 percentage points more than its prices said, best figure at the distance 108 (mean of the field 100)'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-speed.beyondPricesAndFastHere', runners)).toBe(said) })
})
