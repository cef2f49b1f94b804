import { rule } from '../define'
import { startsOf } from '../shapes'
import { moreRivals, startsText, text } from '../words'

export const distanceVenue = [
  rule({
    id: 'distance-venue.likesBoth', version: 1, title: 'Likes the trip and the venue',
    because: 'A horse that does better over this trip and at this venue than elsewhere has found its race.',
    categories: ['distance', 'venue'], reads: ['distance.edge', 'venue.edge', 'distance.runs'], silent: null, directness: 'own', sample: 'distance.runs',
    signal: (x) => Math.tanh(6 * x['distance.edge']) + Math.tanh(6 * x['venue.edge']),
    say: (x) => `beats ${moreRivals(x['distance.edge'], 'its')} over other trips and ${moreRivals(x['venue.edge'], 'its')} at other venues, with ${startsText(startsOf(x['distance.runs']))} over this trip`,
  }),
  rule({
    id: 'distance-venue.provenOnBoth', version: 1, title: 'Proven over the trip, on the surface that suits it',
    because: 'To like the surface is worth more to whoever knows the trip as well: one without the other is a guess.',
    categories: ['distance', 'venue'], reads: ['distance.runs', 'venue.surfaceEdge'], silent: 'For a horse that has run on one surface alone.', directness: 'own', sample: 'distance.runs',
    signal: (x, field) => Math.tanh(x['distance.runs'] - field['distance.runs']) * Math.tanh(8 * x['venue.surfaceEdge']),
    say: (x) => `${startsText(startsOf(x['distance.runs']))} over the trip, and on this surface it beats ${moreRivals(x['venue.surfaceEdge'], 'its')} on others`,
  }),
  rule({
    id: 'distance-venue.newToBoth', version: 1, title: 'New to the trip and to the venue',
    because: 'One thing that is new a horse may take in its stride; trip and course at once are too many.',
    categories: ['distance', 'venue'], reads: ['distance.firstTime', 'distance.metres', 'venue.firstTime', 'horse.debut'], silent: 'For a horse that knows the trip or the venue, and for a debutant.', directness: 'own', sample: null,
    signal: (x) => (x['distance.firstTime'] === 1 && x['venue.firstTime'] === 1 && x['horse.debut'] === 0 ? -1 : 0),
    say: (x) => `${x['distance.firstTime'] === 1 ? 'first time' : 'not for the first time'} over ${text('distance.metres', x['distance.metres'])} and ${x['venue.firstTime'] === 1 ? 'first time' : 'not for the first time'} at this venue${x['horse.debut'] === 1 ? ', being a debutant' : ''}`,
  }),
]
