import { rule } from '../define'
import { startsOf } from '../shapes'
import { against, startsText } from '../words'

export const speedVenue = [
  rule({
    id: 'speed-venue.fasterHere', version: 1, title: 'Faster here than elsewhere',
    because: 'A horse that runs its best times at this venue does so again, whatever it did elsewhere since.',
    categories: ['speed', 'venue'], reads: ['speed.atVenue3', 'speed.mean3', 'venue.starts'], silent: 'Where the last three starts were all here.', directness: 'own', sample: 'venue.starts',
    signal: (x) => Math.tanh((x['speed.atVenue3'] - x['speed.mean3']) / 6),
    say: (x) => `figures here that are ${against(x['speed.atVenue3'] - x['speed.mean3'], 'points', 'better', 'worse')} its latest anywhere, of ${startsText(startsOf(x['venue.starts']))} here`,
  }),
]
