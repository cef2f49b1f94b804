import { over, priced } from '../compared'
import { rule } from '../define'
import { startsText } from '../words'

export const fitnessMarket = [
  rule({
    id: 'fitness-market.backedFresh', version: 1, title: 'Backed without recent runs',
    because: 'Money for a horse that has hardly run of late comes from those who have seen it at work.',
    categories: ['fitness', 'market'], reads: ['fitness.runs90', 'market.logPrice'], silent: null, directness: 'prices', sample: null,
    signal: (x, field) => -Math.tanh(over('market.logPrice', x, field)) * Math.exp(-x['fitness.runs90']),
    say: (x) => `at ${priced(x['market.logPrice'])} after ${startsText(x['fitness.runs90'])} in 90 days`,
  }),
]
