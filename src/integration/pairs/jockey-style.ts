import { rule } from '../define'
import { placed, text } from '../words'

export const jockeyStyle = [
  rule({
    id: 'jockey-style.findsAWay', version: 1, title: 'A good rider on one that comes from behind',
    because: 'In front a horse needs little help; from behind somebody has to wait, to see the gap and to take it, and a poor rider does not.',
    categories: ['jockey', 'style'], reads: ['jockey.winRateYear', 'style.expectedSettled'], silent: null, directness: 'people', sample: null,
    signal: (x, field) => Math.tanh(10 * (x['jockey.winRateYear'] - field['jockey.winRateYear'])) * (2 * x['style.expectedSettled'] - 1),
    say: (x, field) => `${placed(x['style.expectedSettled'])} under a rider who won ${text('jockey.winRateYear', x['jockey.winRateYear'])} of the rides of a year, where the mean here is ${text('jockey.winRateYear', field['jockey.winRateYear'])}`,
  }),
]
