import { plain } from '../compared'
import { rule } from '../define'

export const horseWeight = [
  rule({
    id: 'horse-weight.weightOfADebutant', version: 1, title: 'The weight that a debutant was given',
    because: 'Of a horse that has not raced the weight says what those think of it who had to give it one.',
    categories: ['horse', 'weight'], reads: ['horse.debut', 'weight.belowTop', 'weight.carried'], silent: 'For a horse that has raced.', directness: 'field', sample: null,
    signal: (x) => x['horse.debut'] * Math.tanh((x['weight.belowTop'] + 5) / 4),
    say: (x) => `${x['horse.debut'] === 1 ? 'a debut' : 'no debut'} under ${plain('weight.carried', x)}, ${Math.abs(x['weight.belowTop']).toFixed(1)} kg below the top weight`,
  }),
]
