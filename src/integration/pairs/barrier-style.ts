import { rule } from '../define'
import { ramp } from '../shapes'
import { drawn, placed, text } from '../words'

export const barrierStyle = [
  rule({
    id: 'barrier-style.crossesOver', version: 1, title: 'Front-runner drawn wide',
    because: 'A horse with the speed to be in front crosses over from a wide draw, so that the draw costs it less than the others out there.',
    categories: ['barrier', 'style'], reads: ['barrier.share', 'barrier.rank', 'race.fieldSize', 'style.frontRate'], silent: 'In the inner half of the draw.', directness: 'course', sample: null,
    signal: (x) => ramp(x['barrier.share'], 0.5, 1) * x['style.frontRate'],
    say: (x) => `${drawn(x)}, in the first third of the field in ${text('style.frontRate', x['style.frontRate'])} of its starts`,
  }),
  rule({
    id: 'barrier-style.shutIn', version: 1, title: 'Shut in at the rail',
    because: 'A horse that comes from behind and is drawn at the rail is shut in when it wants to make its run.',
    categories: ['barrier', 'style'], reads: ['barrier.share', 'barrier.rank', 'race.fieldSize', 'style.expectedSettled'], silent: 'In the outer half of the draw, and for a horse that is to be expected in the front half.', directness: 'course', sample: null,
    signal: (x) => -ramp(x['barrier.share'], 0.5, 0) * ramp(x['style.expectedSettled'], 0.5, 1),
    say: (x) => `${drawn(x)} and ${placed(x['style.expectedSettled'])}`,
  }),
]
