import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('barrier-venue.trickyCourse', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['favourites win four in a hundred less here: tanh 1 at the rail', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'venue.favouriteWinRate': 0.28, 'race.favouriteWinRate': 0.32 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'venue.favouriteWinRate': 0.28, 'race.favouriteWinRate': 0.32 }, { 'barrier.share': 0.5, 'barrier.rank': 6, 'race.fieldSize': 11, 'venue.favouriteWinRate': 0.28, 'race.favouriteWinRate': 0.32 }], [0.761594, -0.761594, 0]],
    ['they win two in a hundred more: the outside gains, tanh 0.5', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'venue.favouriteWinRate': 0.34, 'race.favouriteWinRate': 0.32 }, { 'barrier.share': 1, 'barrier.rank': 11, 'race.fieldSize': 11, 'venue.favouriteWinRate': 0.34, 'race.favouriteWinRate': 0.32 }], [-0.462117, 0.462117]],
    ['as often as elsewhere: nothing', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'venue.favouriteWinRate': 0.3, 'race.favouriteWinRate': 0.3 }], [0]],
    ['no record of the venue: silent', [{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'race.favouriteWinRate': 0.32 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('barrier-venue.trickyCourse', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'barrier.share': 0, 'barrier.rank': 1, 'race.fieldSize': 11, 'venue.favouriteWinRate': 0.28, 'race.favouriteWinRate': 0.32 }], 'drawn 1 of 11 at a venue where favourites win 28.0% of the races, 32.0% in the country'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('barrier-venue.trickyCourse', runners)).toBe(said) })
})
