import { inField, over, than } from '../compared'
import { rule } from '../define'

export const formWeight = [
  rule({
    id: 'form-weight.winnerUnderMoreWeight', version: 1, title: 'A winner under more weight than it has won with',
    because: 'The handicapper is slow: a horse that wins often goes on winning under weights that it has not won with, and one that does not is not helped by less.',
    categories: ['form', 'weight'], reads: ['form.winRate10', 'weight.overBestWon'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(over('form.winRate10', x, field) / 0.1) * Math.tanh(x['weight.overBestWon'] / 5),
    say: (x, field) => `a win rate of ${inField('form.winRate10', x, field)} over its last ten starts, now carries ${than(x['weight.overBestWon'], 'kg', 'more', 'less')} in any win`,
  }),
]
