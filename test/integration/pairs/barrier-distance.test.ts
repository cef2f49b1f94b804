import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('barrier-distance.shortRun', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['over 1,000 m around a turn all of the draw counts', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.wideness': 0, 'distance.metres': 1000 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'barrier.wideness': 10, 'distance.metres': 1000 }, { 'barrier.share': 0.5, 'barrier.rank': 6, 'race.fieldSize': 11, 'barrier.wideness': 5, 'distance.metres': 1000 }], [1, -1, 0]],
    ['over 1,400 m half of it', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.wideness': 0, 'distance.metres': 1400 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'barrier.wideness': 7, 'distance.metres': 1400 }], [0.5, -0.5]],
    ['from 1,800 m on none', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.wideness': 0, 'distance.metres': 1800 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'barrier.wideness': 5, 'distance.metres': 1800 }], [0, 0]],
    ['on a straight course: silent', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.wideness': 0, 'distance.metres': 1000 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'barrier.wideness': 0, 'distance.metres': 1000 }], [0, 0]],
    ['one runner alone is taken for a straight course', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.wideness': 0, 'distance.metres': 1000 }], [0]],
    ['distance not known: silent', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'barrier.wideness': 0 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'barrier.wideness': 10, 'distance.metres': 1000 }], [0, -1]],
  ])('%s', (_, runners, signals) => { expect(signalled('barrier-distance.shortRun', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'barrier.wideness': 10, 'distance.metres': 1000 }], 'drawn 11 of 11 over 1,000 m'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('barrier-distance.shortRun', runners)).toBe(said) })
})
