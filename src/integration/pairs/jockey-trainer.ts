import { inField, over, than } from '../compared'
import { rule } from '../define'

export const jockeyTrainer = [
  rule({
    id: 'jockey-trainer.bothUnderrated', version: 1, title: 'Rider and stable both underrated',
    because: 'Where rider and stable both win more than their prices promise, the two add up and people see neither.',
    categories: ['jockey', 'trainer'], reads: ['jockey.residual', 'trainer.residual'], silent: null, directness: 'people', sample: null,
    signal: (x) => Math.tanh(60 * (x['jockey.residual'] + x['trainer.residual'])),
    say: (x) => `the rider wins ${than(100 * x['jockey.residual'], 'percentage points', 'more', 'less')} prices promise, the stable ${than(100 * x['trainer.residual'], 'percentage points', 'more', 'less')} they do`,
  }),
  rule({
    id: 'jockey-trainer.hotTogether', version: 1, title: 'Rider and stable both in form',
    because: 'A stable in form gives its live horses to a rider in form.',
    categories: ['jockey', 'trainer'], reads: ['jockey.winRate30', 'trainer.heat'], silent: null, directness: 'people', sample: null,
    signal: (x, field) => Math.tanh(x['trainer.heat']) * Math.tanh(over('jockey.winRate30', x, field) / 0.06),
    say: (x, field) => `a stable ${x['trainer.heat'] < 0 ? 'out of form' : 'in form'}, under a rider who won ${inField('jockey.winRate30', x, field)} of the rides of 30 days`,
  }),
]
