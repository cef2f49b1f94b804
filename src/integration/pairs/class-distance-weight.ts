import { plain, than } from '../compared'
import { rule } from '../define'
import { cut } from '../shapes'

export const classDistanceWeight = [
  rule({
    id: 'class-distance-weight.weightOverDistance', version: 1, title: 'Weight over distance, by class',
    because: 'Weight is felt the more, the farther it is carried, and the more, the lesser the horse under it.',
    categories: ['class', 'distance', 'weight'], reads: ['class.rating', 'distance.metres', 'weight.overField'], silent: null, directness: 'own', sample: null,
    signal: (x) => -Math.tanh(x['weight.overField'] / 4) * Math.min(1, x['distance.metres'] / 2_400) * cut((130 - x['class.rating']) / 80),
    say: (x) => `carries ${than(x['weight.overField'], 'kg', 'more', 'less')} the mean of the field over ${plain('distance.metres', x)}, in a class worth ${plain('class.rating', x)} points`,
  }),
]
