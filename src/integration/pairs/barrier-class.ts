import { than } from '../compared'
import { rule } from '../define'
import { drawn } from '../words'

export const barrierClass = [
  rule({
    id: 'barrier-class.upNeedsTheRail', version: 1, title: 'Going up in class from a good draw',
    because: 'Against better horses no ground is to be given away: a horse that goes up needs the rail, and one that comes down can afford to go around them.',
    categories: ['barrier', 'class'], reads: ['barrier.share', 'barrier.rank', 'race.fieldSize', 'class.change'], silent: 'In the class of its last start.', directness: 'course', sample: null,
    signal: (x) => Math.tanh(x['class.change'] / 10) * (1 - 2 * x['barrier.share']),
    say: (x) => `${drawn(x)} in a class ${than(x['class.change'], 'points', 'higher', 'lower')} that of its last start`,
  }),
]
