import { than } from '../compared'
import { rule } from '../define'

export const chemistryWeight = [
  rule({
    id: 'chemistry-weight.lighterUnderABetterRider', version: 1, title: 'Less weight and a better rider',
    because: 'Less to carry than last time and a better rider to carry it: the stable thinks that today is the day.',
    categories: ['chemistry', 'weight'], reads: ['chemistry.jockeyChange', 'weight.change'], silent: 'Unless it carries less than last time under a rider who wins more.', directness: 'people', sample: null,
    signal: (x) => Math.tanh(Math.max(0, -x['weight.change']) / 4) * Math.tanh(Math.max(0, x['chemistry.jockeyChange']) / 0.06),
    say: (x) => `carries ${than(x['weight.change'], 'kg', 'more', 'less')} last time, under a rider who wins ${than(100 * x['chemistry.jockeyChange'], 'percentage points', 'more', 'less')} the last one did`,
  }),
]
