import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('barrier-style.crossesOver', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['outermost, as often in front as it says', [{ 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'style.frontRate': 0.6 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'style.frontRate': 0 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'style.frontRate': 1 }], [0.6, 0, 1]],
    ['halfway out of the outer half', [{ 'barrier.share': 0.75, 'barrier.rank': 8, 'race.fieldSize': 11, 'style.frontRate': 0.6 }], [0.3]],
    ['inner half: silent', [{ 'barrier.share': 0.5, 'barrier.rank': 6, 'race.fieldSize': 11, 'style.frontRate': 1 }, { 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'style.frontRate': 1 }], [0, 0]],
    ['draw not known: silent', [{ 'barrier.rank': 11, 'race.fieldSize': 11, 'style.frontRate': 0.6 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('barrier-style.crossesOver', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'style.frontRate': 0.6 }], 'drawn 11 of 11, in the first third of the field in 60.0% of its starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('barrier-style.crossesOver', runners)).toBe(said) })
})
describe('barrier-style.shutIn', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['at the rail and last: as bad as can be', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'style.expectedSettled': 1 }, { 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'style.expectedSettled': 0.75 }, { 'barrier.share': 0.25, 'barrier.rank': 3, 'race.fieldSize': 11, 'style.expectedSettled': 1 }, { 'barrier.share': 0.25, 'barrier.rank': 3, 'race.fieldSize': 11, 'style.expectedSettled': 0.75 }], [-1, -0.5, -0.5, -0.25]],
    ['in the front half, or in the outer half: silent', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'style.expectedSettled': 0.5 }, { 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'style.expectedSettled': 0.1 }, { 'barrier.share': 0.5, 'barrier.rank': 6, 'race.fieldSize': 11, 'style.expectedSettled': 1 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'style.expectedSettled': 1 }], [0, 0, 0, 0]],
    ['draw not known: silent', [{ 'barrier.rank': 1, 'race.fieldSize': 11, 'style.expectedSettled': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('barrier-style.shutIn', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'style.expectedSettled': 0.75 }], 'drawn 1 of 11 and likely to be well back'],
    [[{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'style.expectedSettled': 0.5 }], 'drawn 1 of 11 and likely to be midfield'],
    [[{ 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'style.expectedSettled': 0.4 }], 'drawn 11 of 11 and likely to be prominent'],
    [[{ 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'style.expectedSettled': 0.2 }], 'drawn 11 of 11 and likely to be in front'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('barrier-style.shutIn', runners)).toBe(said) })
})
