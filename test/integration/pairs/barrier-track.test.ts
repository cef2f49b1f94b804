import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('barrier-track.insideBias', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['the inside wins 1.2 times as often and winners come from 0.4 of the way out: half in all, for the rail, against the outermost', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'track.insideImpact': 1.2, 'track.winnersBarrier': 0.4 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'track.insideImpact': 1.2, 'track.winnersBarrier': 0.4 }, { 'barrier.share': 0.5, 'barrier.rank': 6, 'race.fieldSize': 11, 'track.insideImpact': 1.2, 'track.winnersBarrier': 0.4 }, { 'barrier.share': 0.2, 'barrier.rank': 3, 'race.fieldSize': 11, 'track.insideImpact': 1.2, 'track.winnersBarrier': 0.4 }], [0.5, -0.5, 0, 0.3]],
    ['the outside wins: the other way round', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'track.insideImpact': 0.8, 'track.winnersBarrier': 0.6 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'track.insideImpact': 0.8, 'track.winnersBarrier': 0.6 }], [-0.5, 0.5]],
    ['two signs that go against each other', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'track.insideImpact': 1.3, 'track.winnersBarrier': 0.6 }], [0]],
    ['never beyond the limits', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'track.insideImpact': 1.9, 'track.winnersBarrier': 0.2 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'track.insideImpact': 1.9, 'track.winnersBarrier': 0.2 }], [1, -1]],
    ['no draw: silent', [{ 'barrier.rank': 1, 'race.fieldSize': 11, 'track.insideImpact': 1.2, 'track.winnersBarrier': 0.4 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('barrier-track.insideBias', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'track.insideImpact': 1.2, 'track.winnersBarrier': 0.4 }], 'drawn 1 of 11 where the inner third of the draw wins 1.20 times as often as chance and the mean winner came from 40.0% of the way out'],
    [[{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'track.insideImpact': 1.2 }], null],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('barrier-track.insideBias', runners)).toBe(said) })
})
describe('barrier-track.wetOutside', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['halfway from wet to very wet', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'track.wetness': 5 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'track.wetness': 5 }, { 'barrier.share': 0.5, 'barrier.rank': 6, 'race.fieldSize': 11, 'track.wetness': 5 }, { 'barrier.share': 0.8, 'barrier.rank': 9, 'race.fieldSize': 11, 'track.wetness': 5 }], [-0.5, 0.5, 0, 0.3]],
    ['as wet as can be', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'track.wetness': 6 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'track.wetness': 10 }], [-1, 1]],
    ['not wet: silent', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'track.wetness': 4 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'track.wetness': 1 }], [0, 0]],
    ['ground not known: silent', [{ 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('barrier-track.wetOutside', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'track.wetness': 6.5 }], 'drawn 11 of 11 on ground that is 6.5 of 10 wet'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('barrier-track.wetOutside', runners)).toBe(said) })
})
