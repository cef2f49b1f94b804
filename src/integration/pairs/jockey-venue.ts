import { rule } from '../define'
import { text } from '../words'

export const jockeyVenue = [
  rule({
    id: 'jockey-venue.specialist', version: 1, title: 'Rider who does better here',
    because: 'A course is learnt: where to be at the turn, and which strip of ground to take.',
    categories: ['jockey', 'venue'], reads: ['jockey.winRateAtVenue', 'jockey.winRateCareer', 'venue.starts'], silent: null, directness: 'people', sample: null,
    signal: (x) => Math.tanh(25 * (x['jockey.winRateAtVenue'] - x['jockey.winRateCareer'])),
    say: (x) => `under a rider who wins ${text('jockey.winRateAtVenue', x['jockey.winRateAtVenue'])} at this venue and ${text('jockey.winRateCareer', x['jockey.winRateCareer'])} of all rides`,
  }),
]
