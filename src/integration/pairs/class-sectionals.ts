import { rule } from '../define'
import { ramp } from '../shapes'
import { against, passes } from '../words'

export const classSectionals = [
  rule({
    id: 'class-sectionals.finishesAboveItsClass', version: 1, title: 'Strong finisher that goes up',
    because: 'A horse that comes through its field at the end has more to give than its class shows, and in a better one they go fast enough for it.',
    categories: ['class', 'sectionals'], reads: ['class.overBestPlaced', 'sectionals.gain3'], silent: 'For one that has been placed in this class or above, and for one that passes fewer than the others do.', directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(2 * Math.max(0, x['sectionals.gain3'] - field['sectionals.gain3'])) * ramp(x['class.overBestPlaced'], 0, 20),
    say: (x, field) => `a class ${against(x['class.overBestPlaced'], 'points', 'higher', 'lower')} the best that it was placed in, and ${passes(x['sectionals.gain3'])} at the end, where the mean here ${passes(field['sectionals.gain3'])}`,
  }),
]
