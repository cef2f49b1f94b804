import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('class-market.backedUpInClass', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['shorter by e, 10 points up and down: tanh 1 twice, for and against', [{ 'market.logPrice': 1, 'class.change': 10 }, { 'market.logPrice': 3, 'class.change': 10 }], [0.580026, -0.580026]],
    ['10 points down: the other way round', [{ 'market.logPrice': 1, 'class.change': -10 }, { 'market.logPrice': 3, 'class.change': -10 }], [-0.580026, 0.580026]],
    ['level, no price: silent', [{ 'market.logPrice': 1, 'class.change': 0 }, { 'class.change': 10 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-market.backedUpInClass', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'market.logPrice': Math.log(35), 'class.change': -20 }], 'at 35 in a class 20 points lower than the last'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-market.backedUpInClass', runners)).toBe(said) })
})
