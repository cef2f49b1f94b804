import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('market-trainer.backedForANewStable', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['shorter and longer by e than the mean: tanh 1', [{ 'market.logPrice': 1, 'trainer.newStable': 1 }, { 'market.logPrice': 3, 'trainer.newStable': 1 }], [0.761594, -0.761594]],
    ['the same stable, a debutant: silent', [{ 'market.logPrice': 1, 'trainer.newStable': 0 }, { 'market.logPrice': 3 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('market-trainer.backedForANewStable', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'market.logPrice': Math.log(9.8), 'trainer.newStable': 1 }], 'at 9.8 at its first start for a new stable'],
    [[{ 'market.logPrice': Math.log(9.8), 'trainer.newStable': 0 }], 'at 9.8 for the same stable as last time'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('market-trainer.backedForANewStable', runners)).toBe(said) })
})
