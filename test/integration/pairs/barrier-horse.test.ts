import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('barrier-horse.likesItsSide', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['beats a tenth more from the inside: tanh 0.5 at the rail', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.insideEdge': 0.1, 'horse.starts': 2.3978952727983707 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'barrier.insideEdge': 0.1, 'horse.starts': 2.3978952727983707 }, { 'barrier.share': 0.5, 'barrier.rank': 6, 'race.fieldSize': 11, 'barrier.insideEdge': 0.1, 'horse.starts': 2.3978952727983707 }, { 'barrier.share': 0.2, 'barrier.rank': 3, 'race.fieldSize': 11, 'barrier.insideEdge': 0.1, 'horse.starts': 2.3978952727983707 }], [0.462117, -0.462117, 0, 0.27727]],
    ['beats a fifth fewer: tanh -1, the outside suits', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.insideEdge': -0.2, 'horse.starts': 2.3978952727983707 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'barrier.insideEdge': -0.2, 'horse.starts': 2.3978952727983707 }], [-0.761594, 0.761594]],
    ['a debutant has no edge: silent', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'horse.starts': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('barrier-horse.likesItsSide', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.insideEdge': 0.1, 'horse.starts': 2.3978952727983707 }], 'drawn 1 of 11: from the inner half of the draw it beat 10.0% more of its rivals than from the outer half, with 10 starts to judge by'],
    [[{ 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'barrier.insideEdge': -0.2, 'horse.starts': 0.6931471805599453 }], 'drawn 11 of 11: from the inner half of the draw it beat 20.0% fewer of its rivals than from the outer half, with 1 start to judge by'],
    [[{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.insideEdge': 0, 'horse.starts': 0 }], 'drawn 1 of 11: from the inner half of the draw it beat as many of its rivals as from the outer half, with no start to judge by'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('barrier-horse.likesItsSide', runners)).toBe(said) })
})
