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
  rule({
    id: 'barrier-distance.straight', version: 1, title: 'Toward the outer rail of a straight course',
    because: 'On a straight course no ground is lost out wide, and the strip under the outer rail is run on least.',
    categories: ['barrier', 'distance'], reads: ['barrier.share', 'barrier.rank', 'race.fieldSize', 'barrier.wideness', 'distance.metres'], silent: 'Where there is a turn, and beyond 1,300 m.', directness: 'course', sample: null,
    signal: (x, field) => (field['barrier.wideness'] === 0 && x['distance.metres'] <= 1_300 ? 2 * x['barrier.share'] - 1 : 0),
    say: (x, field) => `${drawn(x)} over ${text('distance.metres', x['distance.metres'])} ${field['barrier.wideness'] === 0 ? 'without a turn' : 'around a turn'}`,
  }),
]
