import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('fitness-market.backedFresh', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['shorter and longer by e than the mean, no run: tanh 1', [{ 'market.logPrice': 1, 'fitness.runs90': 0 }, { 'market.logPrice': 3, 'fitness.runs90': 0 }], [0.761594, -0.761594]],
    ['after one run: by e less', [{ 'market.logPrice': 1, 'fitness.runs90': 1 }, { 'market.logPrice': 3, 'fitness.runs90': 1 }], [0.280175, -0.280175]],
    ['no price: silent', [{ 'fitness.runs90': 0 }, { 'market.logPrice': 3, 'fitness.runs90': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-market.backedFresh', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'market.logPrice': Math.log(4.5), 'fitness.runs90': 0 }], 'at 4.5 after no start in 90 days'],
    [[{ 'market.logPrice': Math.log(76), 'fitness.runs90': 1 }], 'at 76 after 1 start in 90 days'],
    [[{ 'market.logPrice': 0, 'fitness.runs90': 2 }], 'at 1.0 after 2 starts in 90 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-market.backedFresh', runners)).toBe(said) })
})
