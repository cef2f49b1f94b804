import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('trainer-venue.bringsNewcomers', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['new here, five in a hundred better than the mean: tanh 1; one that is known is let be', [{ 'trainer.winRateAtVenue': 0.15, 'venue.firstTime': 1 }, { 'trainer.winRateAtVenue': 0.05, 'venue.firstTime': 1 }, { 'trainer.winRateAtVenue': 0.1, 'venue.firstTime': 0 }], [0.761594, -0.761594, 0]],
    ['trainer not known: silent', [{ 'venue.firstTime': 1 }, { 'trainer.winRateAtVenue': 0.05, 'venue.firstTime': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('trainer-venue.bringsNewcomers', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'trainer.winRateAtVenue': 0.15, 'venue.firstTime': 1 }, { 'trainer.winRateAtVenue': 0.05, 'venue.firstTime': 0 }], 'new here, from a stable that wins 15.0% of its starts at the venue, where the mean of those here is 10.0%'],
    [[{ 'trainer.winRateAtVenue': 0.05, 'venue.firstTime': 0 }, { 'trainer.winRateAtVenue': 0.15, 'venue.firstTime': 1 }], 'known here, from a stable that wins 5.0% of its starts at the venue, where the mean of those here is 10.0%'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('trainer-venue.bringsNewcomers', runners)).toBe(said) })
})
describe('trainer-venue.specialist', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['four in a hundred better here than everywhere: tanh 1', [{ 'trainer.winRateAtVenue': 0.14, 'trainer.winRateCareer': 0.1, 'venue.starts': 0 }, { 'trainer.winRateAtVenue': 0.06, 'trainer.winRateCareer': 0.1, 'venue.starts': 0 }, { 'trainer.winRateAtVenue': 0.12, 'trainer.winRateCareer': 0.1, 'venue.starts': 0 }, { 'trainer.winRateAtVenue': 0.1, 'trainer.winRateCareer': 0.1, 'venue.starts': 0 }], [0.761594, -0.761594, 0.462117, 0]],
    ['trainer not known: silent', [{ 'trainer.winRateAtVenue': 0.14, 'venue.starts': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('trainer-venue.specialist', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'trainer.winRateAtVenue': 0.14, 'trainer.winRateCareer': 0.1, 'venue.starts': 0 }], 'from a stable that wins 14.0% of its starts at this venue and 10.0% of all'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('trainer-venue.specialist', runners)).toBe(said) })
})
