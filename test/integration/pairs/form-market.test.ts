import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('form-market.backedDespitePoorForm', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['shorter by e than the mean, beat nobody: tanh 1; the longer: nothing', [{ 'market.logPrice': 1, 'form.beatenShare3': 0 }, { 'market.logPrice': 3, 'form.beatenShare3': 0 }], [0.761594, 0]],
    ['beat a quarter: half; beat more than half: silent', [{ 'market.logPrice': 1, 'form.beatenShare3': 0.25 }, { 'market.logPrice': 1, 'form.beatenShare3': 0.75 }, { 'market.logPrice': 4, 'form.beatenShare3': 0 }], [0.380797, 0, 0]],
    ['no price: silent', [{ 'form.beatenShare3': 0 }, { 'market.logPrice': 3, 'form.beatenShare3': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-market.backedDespitePoorForm', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'market.logPrice': Math.log(8.4), 'form.beatenShare3': 0.179 }], 'at 8.4 after beating 17.9% of its rivals in three starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-market.backedDespitePoorForm', runners)).toBe(said) })
})
describe('form-market.longDespiteGoodForm', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['longer by e than the mean, beat all: tanh 1 against; the shorter: silent', [{ 'market.logPrice': 3, 'form.beatenShare3': 1 }, { 'market.logPrice': 1, 'form.beatenShare3': 1 }], [-0.761594, 0]],
    ['beat three quarters: half; less than half: silent', [{ 'market.logPrice': 3, 'form.beatenShare3': 0.75 }, { 'market.logPrice': 1, 'form.beatenShare3': 0.1 }], [-0.380797, 0]],
    ['no price: silent', [{ 'form.beatenShare3': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-market.longDespiteGoodForm', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'market.logPrice': Math.log(49), 'form.beatenShare3': 0.759 }], 'at 49 after beating 75.9% of its rivals in three starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-market.longDespiteGoodForm', runners)).toBe(said) })
})
describe('form-market.driftingWithGoodForm', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['out by a third in logarithms, beat all: tanh 1 against; three quarters: half of it', [{ 'market.moveSinceOpening': 1 / 3, 'form.beatenShare3': 1 }, { 'market.moveSinceOpening': 1 / 3, 'form.beatenShare3': 0.75 }], [-0.761594, -0.380797]],
    ['in, or beat less than half: silent', [{ 'market.moveSinceOpening': -1 / 3, 'form.beatenShare3': 1 }, { 'market.moveSinceOpening': 1 / 3, 'form.beatenShare3': 0.4 }], [0, 0]],
    ['no opening price: silent', [{ 'form.beatenShare3': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-market.driftingWithGoodForm', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'market.moveSinceOpening': Math.log(1.5), 'form.beatenShare3': 0.759 }], 'a price 50% longer than at the opening after beating 75.9% of its rivals in three starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-market.driftingWithGoodForm', runners)).toBe(said) })
})
describe('form-market.backedSinceOpeningWithPoorForm', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['in by a third in logarithms, beat nobody: tanh 1; a quarter: half of it', [{ 'market.moveSinceOpening': -1 / 3, 'form.beatenShare3': 0 }, { 'market.moveSinceOpening': -1 / 3, 'form.beatenShare3': 0.25 }], [0.761594, 0.380797]],
    ['out, or beat more than half: silent', [{ 'market.moveSinceOpening': 1 / 3, 'form.beatenShare3': 0 }, { 'market.moveSinceOpening': -1 / 3, 'form.beatenShare3': 0.6 }], [0, 0]],
    ['no opening price: silent', [{ 'form.beatenShare3': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-market.backedSinceOpeningWithPoorForm', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'market.moveSinceOpening': Math.log(0.75), 'form.beatenShare3': 0.25 }], 'a price 25% shorter than at the opening after beating 25% of its rivals in three starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-market.backedSinceOpeningWithPoorForm', runners)).toBe(said) })
})
