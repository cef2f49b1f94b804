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
]
