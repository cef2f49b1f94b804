import { rule } from '../define'
import { cut } from '../shapes'
import { against, text } from '../words'

export const distanceSectionals = [
  rule({
    id: 'distance-sectionals.lateOverADistance', version: 1, title: 'Late speed over a distance',
    because: 'Over a distance the race is run in its last part, and late speed counts; in a sprint it comes too late.',
    categories: ['distance', 'sectionals'], reads: ['distance.metres', 'sectionals.late3'], silent: 'Over 1,400 m.', directness: 'own', sample: null,
    signal: (x, field) => Math.tanh((x['sectionals.late3'] - field['sectionals.late3']) / 25) * cut((x['distance.metres'] - 1_400) / 600),
    say: (x, field) => `a late figure ${against(x['sectionals.late3'] - field['sectionals.late3'], 'points', 'better', 'worse')} the mean of the field, over ${text('distance.metres', x['distance.metres'])}`,
  }),
]
