import { inField, over, plain } from '../compared'
import { rule } from '../define'

export const formSectionals = [
  rule({
    id: 'form-sectionals.finishedLastRunStrongly', version: 1, title: 'Placing and finish of the last run agree',
    because: 'A good placing with a fast finish was earned, and a poor one with a slow finish too; where the two differ one of them was luck.',
    categories: ['form', 'sectionals'], reads: ['form.lastBeatenShare', 'sectionals.lateLast'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(over('sectionals.lateLast', x, field) / 40) * (2 * x['form.lastBeatenShare'] - 1),
    say: (x, field) => `beat ${plain('form.lastBeatenShare', x)} of its rivals last time with a late figure of ${inField('sectionals.lateLast', x, field)}`,
  }),
]
