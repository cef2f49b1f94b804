import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('jockey-venue.specialist', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['four in a hundred better here than everywhere: tanh 1', [{ 'jockey.winRateAtVenue': 0.14, 'jockey.winRateCareer': 0.1, 'venue.starts': 0 }, { 'jockey.winRateAtVenue': 0.06, 'jockey.winRateCareer': 0.1, 'venue.starts': 0 }, { 'jockey.winRateAtVenue': 0.08, 'jockey.winRateCareer': 0.1, 'venue.starts': 0 }, { 'jockey.winRateAtVenue': 0.1, 'jockey.winRateCareer': 0.1, 'venue.starts': 0 }], [0.761594, -0.761594, -0.462117, 0]],
    ['rider not known: silent', [{ 'jockey.winRateAtVenue': 0.14, 'venue.starts': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('jockey-venue.specialist', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'jockey.winRateAtVenue': 0.14, 'jockey.winRateCareer': 0.1, 'venue.starts': 0 }], 'under a rider who wins 14.0% at this venue and 10.0% of all rides'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('jockey-venue.specialist', runners)).toBe(said) })
})
