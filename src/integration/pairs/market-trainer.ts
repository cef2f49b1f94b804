import { over, priced } from '../compared'
import { rule } from '../define'

export const marketTrainer = [
  rule({
    id: 'market-trainer.backedForANewStable', version: 1, title: 'Backed at once for a new stable',
    because: 'Whoever backs a horse at its first start for a new stable knows what the old form cannot tell.',
    categories: ['market', 'trainer'], reads: ['market.logPrice', 'trainer.newStable'], silent: 'Where the last start was for the same stable.', directness: 'prices', sample: null,
    signal: (x, field) => -Math.tanh(over('market.logPrice', x, field)) * x['trainer.newStable'],
    say: (x) => `at ${priced(x['market.logPrice'])} ${x['trainer.newStable'] === 1 ? 'at its first start for a new stable' : 'for the same stable as last time'}`,
  }),
]
