import { plain } from '../compared'
import { rule } from '../define'

export const distanceHorse = [
  rule({
    id: 'distance-horse.debutOverASprint', version: 1, title: 'Debut by distance',
    because: 'Over the shortest trips speed that shows at home is enough; farther out a horse that has not raced finds out what a race is.',
    categories: ['distance', 'horse'], reads: ['distance.metres', 'horse.debut'], silent: 'For a horse that has raced.', directness: 'own', sample: null,
    signal: (x) => x['horse.debut'] * Math.tanh((1_150 - x['distance.metres']) / 150),
    say: (x) => `${x['horse.debut'] === 1 ? 'its first start' : 'not its first start'}, over ${plain('distance.metres', x)}`,
  }),
]
