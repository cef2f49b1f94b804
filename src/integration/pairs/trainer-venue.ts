import { rule } from '../define'
import { text } from '../words'

export const trainerVenue = [
  rule({
    id: 'trainer-venue.bringsNewcomers', version: 1, title: 'New to the course, from a stable that wins there',
    because: 'A horse that has never been here has no record to go by but that of the stable, which knows what the course asks for.',
    categories: ['trainer', 'venue'], reads: ['trainer.winRateAtVenue', 'venue.firstTime'], silent: 'For a horse that has run here.', directness: 'people', sample: null,
    signal: (x, field) => x['venue.firstTime'] * Math.tanh(20 * (x['trainer.winRateAtVenue'] - field['trainer.winRateAtVenue'])),
    say: (x, field) => `${x['venue.firstTime'] === 1 ? 'new here' : 'known here'}, from a stable that wins ${text('trainer.winRateAtVenue', x['trainer.winRateAtVenue'])} of its starts at the venue, where the mean of those here is ${text('trainer.winRateAtVenue', field['trainer.winRateAtVenue'])}`,
  }),
  rule({
    id: 'trainer-venue.specialist', version: 1, title: 'Stable that does better here',
    because: 'Stables train for one course more than for another, and send there what suits it.',
    categories: ['trainer', 'venue'], reads: ['trainer.winRateAtVenue', 'trainer.winRateCareer', 'venue.starts'], silent: null, directness: 'people', sample: null,
    signal: (x) => Math.tanh(25 * (x['trainer.winRateAtVenue'] - x['trainer.winRateCareer'])),
    say: (x) => `from a stable that wins ${text('trainer.winRateAtVenue', x['trainer.winRateAtVenue'])} of its starts at this venue and ${text('trainer.winRateCareer', x['trainer.winRateCareer'])} of all`,
  }),
]
