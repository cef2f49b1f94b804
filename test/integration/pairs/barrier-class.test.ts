import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('barrier-class.upNeedsTheRail', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['ten points up: tanh 1 at the rail, against it outside', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'class.change': 10 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'class.change': 10 }, { 'barrier.share': 0.5, 'barrier.rank': 6, 'race.fieldSize': 11, 'class.change': 10 }], [0.761594, -0.761594, 0]],
    ['five points down: the other way round, tanh 0.5', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'class.change': -5 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'class.change': -5 }], [-0.462117, 0.462117]],
    ['the same class: silent', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'class.change': 0 }], [0]],
    ['a debut: silent', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('barrier-class.upNeedsTheRail', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'class.change': 20 }], 'drawn 1 of 11 in a class 20 points higher than that of its last start'],
    [[{ 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'class.change': 0 }], 'drawn 11 of 11 in a class level with that of its last start'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('barrier-class.upNeedsTheRail', runners)).toBe(said) })
})
