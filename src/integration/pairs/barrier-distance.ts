import { rule } from '../define'
import { ramp } from '../shapes'
import { drawn, text } from '../words'

export const barrierDistance = [
  rule({
    id: 'barrier-distance.shortRun', version: 1, title: 'Inside over a short trip',
    because: 'Over a short trip around a turn whoever is drawn wide has little time to cross over before it.',
    categories: ['barrier', 'distance'], reads: ['barrier.share', 'barrier.rank', 'race.fieldSize', 'barrier.wideness', 'distance.metres'], silent: 'From 1,800 m on, and on a straight course.', directness: 'course', sample: null,
    signal: (x, field) => (field['barrier.wideness'] === 0 ? 0 : (1 - 2 * x['barrier.share']) * ramp(x['distance.metres'], 1_800, 1_000)),
    say: (x) => `${drawn(x)} over ${text('distance.metres', x['distance.metres'])}`,
  }),
]
