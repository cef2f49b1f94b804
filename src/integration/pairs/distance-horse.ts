import { plain } from '../compared'
import { rule } from '../define'
import { cut } from '../shapes'

export const distanceHorse = [
  rule({
    id: 'distance-horse.debutOverASprint', version: 1, title: 'Debut by distance',
    because: 'Over the shortest trips speed that shows at home is enough; farther out a horse that has not raced finds out what a race is.',
    categories: ['distance', 'horse'], reads: ['distance.metres', 'horse.debut'], silent: 'For a horse that has raced.', directness: 'own', sample: null,
    signal: (x) => x['horse.debut'] * Math.tanh((1_150 - x['distance.metres']) / 150),
    say: (x) => `${x['horse.debut'] === 1 ? 'its first start' : 'not its first start'}, over ${plain('distance.metres', x)}`,
  }),
  rule({
    id: 'distance-horse.youngOverADistance', version: 1, title: 'Young over a distance, old over a sprint',
    because: 'Sprinters keep their speed for years; those that win over a distance are mostly those that are still coming on.',
    categories: ['distance', 'horse'], reads: ['distance.metres', 'horse.yearsRacing'], silent: 'Over 1,400 m.', directness: 'own', sample: null,
    signal: (x) => Math.tanh(1.5 - x['horse.yearsRacing']) * cut((x['distance.metres'] - 1_400) / 400),
    say: (x) => `${x['horse.yearsRacing'].toFixed(1)} years after its first start, over ${plain('distance.metres', x)}`,
  }),
]
