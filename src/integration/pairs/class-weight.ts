import { beyond, plain, than } from '../compared'
import { rule } from '../define'

export const classWeight = [
  rule({
    id: 'class-weight.lighterThanItsWins', version: 1, title: 'Lighter than in its wins, in better class',
    because: 'A horse that goes beyond the class of its best win is paid for it in weight, and one that drops below it carries more: who gets the one with the other is fairly treated.',
    categories: ['class', 'weight'], reads: ['class.overBestWon', 'weight.overBestWon'], silent: 'In the class that it has won in, within a point.', directness: 'own', sample: null,
    signal: (x) => -Math.tanh(x['weight.overBestWon'] / 5) * Math.tanh(beyond(x['class.overBestWon'], 1) / 15),
    say: (x) => `carries ${than(x['weight.overBestWon'], 'kg', 'more', 'less')} in any win, in a class ${than(x['class.overBestWon'], 'points', 'higher', 'lower')} the best of them`,
  }),
  rule({
    id: 'class-weight.weightInGoodClass', version: 1, title: 'Weight tells in good class',
    because: 'In good company all can run, and weight decides; in the lowest classes those with most weight are simply the better ones.',
    categories: ['class', 'weight'], reads: ['class.rating', 'weight.overField'], silent: null, directness: 'own', sample: null,
    signal: (x) => -x['weight.overField'] / 5 * (x['class.rating'] - 65) / 40,
    say: (x) => `carries ${than(x['weight.overField'], 'kg', 'more', 'less')} the mean of the field, in a class worth ${plain('class.rating', x)} points`,
  }),
]
