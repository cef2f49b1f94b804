import { beyond, over, priced, than } from '../compared'
import { rule } from '../define'

export const classMarket = [
  rule({
    id: 'class-market.backedUpInClass', version: 1, title: 'Backed though it goes up in class',
    because: 'Money for a horse that goes up in class says that it was ahead of its class; a favourite that drops is backed for the drop alone.',
    categories: ['class', 'market'], reads: ['class.change', 'market.logPrice'], silent: 'In the class of its last start, within a point.', directness: 'prices', sample: null,
    signal: (x, field) => -Math.tanh(over('market.logPrice', x, field)) * Math.tanh(beyond(x['class.change'], 1) / 10),
    say: (x) => `at ${priced(x['market.logPrice'])} in a class ${than(x['class.change'], 'points', 'higher', 'lower')} the last`,
  }),
]
