import { than } from '../compared'
import { rule } from '../define'
import { startsOf } from '../shapes'
import { startsText } from '../words'

export const chemistryHorse = [
  rule({
    id: 'chemistry-horse.knownPair', version: 1, title: 'Horse and rider that suit each other',
    because: 'Some horses run for one rider as for no other, and a long career shows which.',
    categories: ['chemistry', 'horse'], reads: ['chemistry.edgeTogether', 'chemistry.ridesTogether', 'horse.starts'], silent: null, directness: 'own', sample: 'chemistry.ridesTogether',
    signal: (x) => Math.min(1, (1 + x['horse.starts']) / 4) * Math.tanh(10 * x['chemistry.edgeTogether']),
    say: (x) => `beats ${than(100 * x['chemistry.edgeTogether'], 'percentage points', 'more of its rivals', 'fewer of its rivals')} under others, in ${startsText(startsOf(x['chemistry.ridesTogether']))} with this rider of ${startsOf(x['horse.starts'])}`,
  }),
]
