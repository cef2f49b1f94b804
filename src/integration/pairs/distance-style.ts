import { rule } from '../define'
import { cut } from '../shapes'
import { placed, text } from '../words'

export const distanceStyle = [
  rule({
    id: 'distance-style.frontInSprint', version: 1, title: 'In front over a sprint, behind over a distance',
    because: 'In a sprint there is no time to come from behind; over a distance those in front have farther to be caught in.',
    categories: ['distance', 'style'], reads: ['distance.metres', 'style.expectedSettled'], silent: 'Over 1,500 m.', directness: 'field', sample: null,
    signal: (x) => (1 - 2 * x['style.expectedSettled']) * cut((1_500 - x['distance.metres']) / 500),
    say: (x) => `${placed(x['style.expectedSettled'])} over ${text('distance.metres', x['distance.metres'])}`,
  }),
  rule({
    id: 'distance-style.frontStepsUp', version: 1, title: 'Front-runner that steps up in distance',
    because: 'Who goes forward over a shorter trip is drawn along faster than the longer one allows; who comes back in distance has the speed to be there and something left.',
    categories: ['distance', 'style'], reads: ['distance.change', 'distance.metres', 'style.frontRate'], silent: 'Over the distance of the last start.', directness: 'own', sample: null,
    signal: (x) => -x['style.frontRate'] * Math.tanh(x['distance.change'] / 300),
    say: (x) => `in the first third early on in ${text('style.frontRate', x['style.frontRate'])} of its starts, now over ${text('distance.metres', x['distance.metres'])}, where its last start was over ${text('distance.metres', x['distance.metres'] - x['distance.change'])}`,
  }),
]
