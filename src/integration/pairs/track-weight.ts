import { inField, over } from '../compared'
import { rule } from '../define'
import { ramp } from '../shapes'

export const trackWeight = [
  rule({
    id: 'track-weight.bigHorseOnATurn', version: 1, title: 'Big horses on tight courses',
    because: 'A big horse loses its stride on a tight course, where the inside wins, and has all the room it needs on a straight or a wide one.',
    categories: ['track', 'weight'], reads: ['track.insideImpact', 'weight.body'], silent: null, directness: 'course', sample: null,
    signal: (x, field) => -Math.tanh(over('weight.body', x, field) / 60) * Math.tanh(6 * (x['track.insideImpact'] - 1.15)),
    say: (x, field) => `weighs ${inField('weight.body', x, field)}, on a course where the inner third of the draw wins ${x['track.insideImpact'].toFixed(2)} times as often as chance`,
  }),
  rule({
    id: 'track-weight.lightOnWet', version: 1, title: 'A light weight on wet ground',
    because: 'Every kilogram is felt more the deeper the ground gives.',
    categories: ['track', 'weight'], reads: ['track.wetness', 'weight.carried'], silent: 'On ground that is not on the wet side (3 or less of 10).', directness: 'course', sample: null,
    signal: (x, field) => -Math.tanh(over('weight.carried', x, field) / 3) * ramp(x['track.wetness'], 3, 6),
    say: (x, field) => `carries ${inField('weight.carried', x, field)} on ground that is ${x['track.wetness'].toFixed(1)} of 10 wet`,
  }),
]
