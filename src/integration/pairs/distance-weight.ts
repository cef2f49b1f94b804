import { inField, over, plain } from '../compared'
import { rule } from '../define'

export const distanceWeight = [
  rule({
    id: 'distance-weight.bigHorseOverAShortTrip', version: 1, title: 'Big horses over short trips',
    because: 'Big, strong horses get away fast and tire; light ones carry themselves farther.',
    categories: ['distance', 'weight'], reads: ['distance.metres', 'weight.body'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(over('weight.body', x, field) / 40) * (1_450 - x['distance.metres']) / 500,
    say: (x, field) => `weighs ${inField('weight.body', x, field)}, over ${plain('distance.metres', x)}`,
  }),
]
