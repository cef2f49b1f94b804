import { over, plain, priced, than } from '../compared'
import { rule } from '../define'

export const formMarket = [
  rule({
    id: 'form-market.backedDespitePoorForm', version: 1, title: 'Well backed with poor form',
    because: 'Somebody knows more than the form shows.',
    categories: ['form', 'market'], reads: ['form.beatenShare3', 'market.logPrice'], silent: 'Unless it is shorter than the others and has beaten less than half of its rivals.', directness: 'prices', sample: null,
    signal: (x, field) => Math.tanh(Math.max(0, -over('market.logPrice', x, field))) * Math.max(0, 1 - 2 * x['form.beatenShare3']),
    say: (x) => `at ${priced(x['market.logPrice'])} after beating ${plain('form.beatenShare3', x)} of its rivals in three starts`,
  }),
  rule({
    id: 'form-market.longDespiteGoodForm', version: 1, title: 'Long price with good form',
    because: 'When good form is not backed, something is known against it.',
    categories: ['form', 'market'], reads: ['form.beatenShare3', 'market.logPrice'], silent: 'Unless it is longer than the others and has beaten more than half of its rivals.', directness: 'prices', sample: null,
    signal: (x, field) => -Math.tanh(Math.max(0, over('market.logPrice', x, field))) * Math.max(0, 2 * x['form.beatenShare3'] - 1),
    say: (x) => `at ${priced(x['market.logPrice'])} after beating ${plain('form.beatenShare3', x)} of its rivals in three starts`,
  }),
  rule({
    id: 'form-market.driftingWithGoodForm', version: 1, title: 'Drifting with good form',
    because: 'A price that goes out against good form goes out for a reason.',
    categories: ['form', 'market'], reads: ['form.beatenShare3', 'market.moveSinceOpening'], silent: 'Unless its price has gone out and it has beaten more than half of its rivals.', directness: 'prices', sample: null,
    signal: (x) => -Math.tanh(3 * Math.max(0, x['market.moveSinceOpening'])) * Math.max(0, 2 * x['form.beatenShare3'] - 1),
    say: (x) => `a price ${than(100 * Math.expm1(x['market.moveSinceOpening']), '%', 'longer', 'shorter')} at the opening after beating ${plain('form.beatenShare3', x)} of its rivals in three starts`,
  }),
  rule({
    id: 'form-market.backedSinceOpeningWithPoorForm', version: 1, title: 'Backed since the opening with poor form',
    because: 'Money that comes late for poor form comes from those who know.',
    categories: ['form', 'market'], reads: ['form.beatenShare3', 'market.moveSinceOpening'], silent: 'Unless its price has come in and it has beaten less than half of its rivals.', directness: 'prices', sample: null,
    signal: (x) => Math.tanh(3 * Math.max(0, -x['market.moveSinceOpening'])) * Math.max(0, 1 - 2 * x['form.beatenShare3']),
    say: (x) => `a price ${than(100 * Math.expm1(x['market.moveSinceOpening']), '%', 'longer', 'shorter')} at the opening after beating ${plain('form.beatenShare3', x)} of its rivals in three starts`,
  }),
]
