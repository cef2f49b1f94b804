import { rule } from '../define'
import { startsOf } from '../shapes'
import { against, startsText, text } from '../words'

export const distanceSpeed = [
  rule({
    id: 'distance-speed.fasterOverThis', version: 1, title: 'Faster over this trip',
    because: 'The best that a horse has run over about this trip tells more of today than its latest over others.',
    categories: ['distance', 'speed'], reads: ['speed.bestAtDistance', 'speed.best3', 'distance.metres', 'distance.runs'], silent: 'Where the best of the last three starts is also the best over this trip.', directness: 'own', sample: 'distance.runs',
    signal: (x) => Math.tanh((x['speed.bestAtDistance'] - x['speed.best3']) / 12),
    say: (x) => `a best figure over about ${text('distance.metres', x['distance.metres'])} that is ${against(x['speed.bestAtDistance'] - x['speed.best3'], 'points', 'better', 'worse')} the best of its last three starts, with ${startsText(startsOf(x['distance.runs']))} over the very trip`,
  }),
]
