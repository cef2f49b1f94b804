import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('chemistry-venue.stableAtANewVenue', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10% beyond prices: half without a start here, a fourth after one, an eighth after three', [{ 'chemistry.trainerAtVenue': 1.1, 'venue.starts': 0 }, { 'chemistry.trainerAtVenue': 1.1, 'venue.starts': Math.log(2) }, { 'chemistry.trainerAtVenue': 1.1, 'venue.starts': Math.log(4) }], [0.5, 0.25, 0.125]],
    ['30% short of prices: cut off', [{ 'chemistry.trainerAtVenue': 0.7, 'venue.starts': 0 }], [-1]],
    ['stable not known: silent', [{ 'venue.starts': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('chemistry-venue.stableAtANewVenue', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'chemistry.trainerAtVenue': 1.08, 'venue.starts': 0 }], 'no start at the venue, where its stable won 108% of what prices promised'],
    [[{ 'chemistry.trainerAtVenue': 0.908, 'venue.starts': Math.log(2) }], '1 start at the venue, where its stable won 90.8% of what prices promised'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('chemistry-venue.stableAtANewVenue', runners)).toBe(said) })
})
