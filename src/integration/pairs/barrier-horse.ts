import { rule } from '../define'
import { startsOf } from '../shapes'
import { drawn, moreRivals, startsText } from '../words'

export const barrierHorse = [
  rule({
    id: 'barrier-horse.likesItsSide', version: 1, title: 'The side of the draw that the horse likes',
    because: 'Some horses run their best along the rail and some only with room about them, and their own runs show which.',
    categories: ['barrier', 'horse'], reads: ['barrier.insideEdge', 'barrier.share', 'barrier.rank', 'race.fieldSize', 'horse.starts'], silent: null, directness: 'own', sample: 'horse.starts',
    signal: (x) => Math.tanh(5 * x['barrier.insideEdge']) * (1 - 2 * x['barrier.share']),
    say: (x) => `${drawn(x)}: from the inner half of the draw it beat ${moreRivals(x['barrier.insideEdge'], 'its')} from the outer half, with ${startsText(startsOf(x['horse.starts']))} to judge by`,
  }),
]
