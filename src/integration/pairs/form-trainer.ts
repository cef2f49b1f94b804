import { inField, over, than } from '../compared'
import { rule } from '../define'

export const formTrainer = [
  rule({
    id: 'form-trainer.underratedStableAfterDefeats', version: 1, title: 'An underrated stable after defeats',
    because: 'A stable that wins more than its prices promise places its horses cleverly, and a beaten horse is where that pays.',
    categories: ['form', 'trainer'], reads: ['form.lengths3', 'trainer.residual'], silent: null, directness: 'people', sample: null,
    signal: (x, field) => Math.tanh(150 * x['trainer.residual']) * Math.tanh(over('form.lengths3', x, field) / 4),
    say: (x, field) => `beaten by ${inField('form.lengths3', x, field)} in three starts, from a stable that wins ${than(100 * x['trainer.residual'], 'percentage points', 'more', 'less')} its prices promise`,
  }),
]
