import { CROSSING_FEATURES } from './crossing-features'
import type { Recipe } from './recipe'

const NOT_FOR = 'Betting without your own judgement of the price: on Hong Kong no stated staking rule made money with any of these models.'
const ONE_PLACE = 'Knows only the kind of racing that it was trained on: another country needs its own.'
const NEW_HORSES = 'Says little of horses without runs, whose chances come from their people, draw and weight.'
const TAUGHT = 'Learns partly from the chances that starting prices gave in the training races, in place of who won. No price is read to predict.'
const NEEDS_PRICES = 'Says nothing of a race in which a runner has no price.'
const AT_THE_OFF = 'Trained on starting prices. Early prices know less, and the model trusts them as if they were final unless it was trained with `--market as-of`.'

const WEIGHED = 'Rules are weighed on the seasons before validation: they say how things went together then.'

const strict = { usesPrices: false, notFor: NOT_FOR, leaveOut: [] } as const
const priced = { usesPrices: true, notFor: NOT_FOR, leaveOut: [] } as const

/** Every kind of model that is trained by name. Members of pools stand before them. */
export const RECIPES: readonly Recipe[] = [
  {
    ...priced, name: 'market', title: 'The public, as it stands', purpose: 'The baseline: 1 / price with the over-round taken out.', limits: [NEEDS_PRICES, 'Takes outsiders for better than they are.'],
    how: { learner: 'market', params: { power: 'one' }, calibrated: false }, effort: 0.1,
  },
  {
    ...priced, name: 'market-power', title: 'The public, to its best power', purpose: 'The public with its liking for outsiders taken out by one fitted number.', limits: [NEEDS_PRICES, AT_THE_OFF],
    how: { learner: 'market', params: { power: 'fitted' }, calibrated: false }, effort: 0.2,
  },
  {
    ...strict, name: 'logistic', title: 'Logistic regression', purpose: 'A baseline: whether a runner wins, each for itself.', limits: [ONE_PLACE, NEW_HORSES, 'Does not know whom a runner meets but by its differences from the field.'],
    how: { learner: 'logistic', params: {}, calibrated: true }, effort: 30,
  },
  {
    ...strict, name: 'conditional-logit', title: 'Conditional logit', purpose: 'Who wins among those who run, by weighted differences from the field: quick, and its parts can be read.', limits: [ONE_PLACE, NEW_HORSES],
    how: { learner: 'conditional-logit', params: { ridge: 1_000 }, calibrated: false }, effort: 20,
  },
  {
    ...strict, name: 'forest', title: 'Random forest', purpose: 'A baseline: the mean of many trees.', limits: [ONE_PLACE, NEW_HORSES, 'Large files.'],
    how: { learner: 'forest', params: { depth: 12, trees: 200 }, calibrated: true }, effort: 80,
  },
  {
    ...strict, name: 'boosting-binary', title: 'Boosting, runner by runner', purpose: 'A baseline: the usual binary objective, made to sum to 1 afterwards.', limits: [ONE_PLACE, NEW_HORSES, TAUGHT],
    how: { learner: 'boosting', params: { objective: 'binary', learningRate: 0.06, columns: 0.3, rounds: 350, patience: 0, marketLabel: 0.5, ofRace: true }, calibrated: true }, effort: 50,
  },
  {
    ...strict, name: 'boosting-leafwise', title: 'Boosting, leaf by leaf', purpose: 'Race softmax with trees that grow where most is to be gained, as LightGBM does.', limits: [ONE_PLACE, NEW_HORSES, TAUGHT],
    how: { learner: 'boosting', params: { growth: 'leaf', leaves: 12, learningRate: 0.06, columns: 0.3, rounds: 600, patience: 0, marketLabel: 0.5, ofRace: true }, calibrated: false }, effort: 50,
  },
  {
    ...strict, name: 'boosting', title: 'Boosting with a race softmax', purpose: 'The best single model without prices.', limits: [ONE_PLACE, NEW_HORSES, TAUGHT],
    how: { learner: 'boosting', params: { learningRate: 0.06, depth: 4, columns: 0.3, rounds: 600, patience: 0, marketLabel: 0.5, inputs: 'both', ofRace: true, bags: 2 }, calibrated: false }, effort: 130,
  },
  {
    ...strict, name: 'neural', title: 'Neural networks with a race softmax', purpose: 'Sees other things than trees do; its spread says how sure it is.', limits: [ONE_PLACE, NEW_HORSES, TAUGHT],
    how: { learner: 'neural', params: { marketLabel: 0.5 }, calibrated: false }, effort: 150,
  },
  {
    ...strict, name: 'fundamentals-pool', title: 'Pool of boosting, networks and logit', purpose: 'The best that sees no price of the race: what the horses and people alone say.', limits: [ONE_PLACE, NEW_HORSES, TAUGHT, 'Never comes near the market: use it beside prices, not against them.'],
    how: { pool: ['boosting', 'neural', 'conditional-logit'] }, effort: 1,
  },
  {
    ...strict, name: 'stack', title: 'Stacked ensemble', purpose: 'All models without prices, weighed on validation races.', limits: [ONE_PLACE, NEW_HORSES, TAUGHT, 'Large and slow for what it gains on the pool of three.'],
    how: { pool: ['logistic', 'conditional-logit', 'forest', 'boosting-binary', 'boosting-leafwise', 'boosting', 'neural'] }, effort: 1,
  },
  {
    ...priced, name: 'second-stage', title: 'Benter\'s second stage', purpose: 'Fundamentals and market in one chance, as Benter (1994) put them together.', limits: [ONE_PLACE, NEEDS_PRICES, AT_THE_OFF, 'Gains hardly more than the power of the market alone.'],
    how: { pool: ['fundamentals-pool', 'market'] }, effort: 1,
  },
  {
    ...priced, name: 'market-boosting', title: 'Boosting on top of the market', purpose: 'Trees that begin with the prices and learn what they miss.', limits: [ONE_PLACE, NEEDS_PRICES, AT_THE_OFF],
    how: { learner: 'boosting', params: { market: 'margin', learningRate: 0.04, depth: 3, minChildWeight: 50, lambda: 50, subsample: 0.6, columns: 0.3, rounds: 220, patience: 0, ofRace: true, bags: 3 }, calibrated: false }, effort: 75,
  },
  {
    ...priced, name: 'market-neural', title: 'Neural networks on top of the market', purpose: 'Networks that begin with the prices and learn what they miss.', limits: [ONE_PLACE, NEEDS_PRICES, AT_THE_OFF],
    how: { learner: 'neural', params: { market: 'offset', weightDecay: 0.3, dropout: 0.5 }, calibrated: false }, effort: 70,
  },
  {
    ...priced, name: 'market-logit', title: 'Logit on top of the market', purpose: 'Weighted differences from the field beside the prices: what they miss, in a sum that can be read.', limits: [ONE_PLACE, NEEDS_PRICES, AT_THE_OFF],
    how: { learner: 'conditional-logit', params: { market: 'offset', ridge: 10_000 }, calibrated: false }, effort: 10,
  },
  {
    ...priced, name: 'champion-pool', title: 'Pool of boosting, networks and logit on top of the market', purpose: 'The best of all: use it where there are prices.', limits: [ONE_PLACE, NEEDS_PRICES, AT_THE_OFF, 'Better than the public by a hair: enough to be measured, not to beat what betting costs.'],
    how: { pool: ['market-boosting', 'market-neural', 'market-logit'] }, effort: 1,
  },
  {
    ...strict, name: 'plain-logit', title: 'Conditional logit of categories each for itself', purpose: 'A baseline for rules: a conditional logit without features that cross categories themselves.', limits: [ONE_PLACE, NEW_HORSES, 'Poorer than the conditional logit.'],
    leaveOut: CROSSING_FEATURES, how: { learner: 'conditional-logit', params: { ridge: 1_000 }, calibrated: false }, effort: 14,
  },
  {
    ...strict, name: 'plain-logit-with-rules', title: 'Plain logit with rules', purpose: 'What rules are good for where no feature crosses categories.', limits: [ONE_PLACE, NEW_HORSES, TAUGHT, WEIGHED],
    how: { rulesOver: 'plain-logit', learntOver: 'plain-logit' }, effort: 100,
  },
  {
    ...strict, name: 'logit-with-rules', title: 'Conditional logit with rules', purpose: 'A chance without prices of which every part can be read: features, and rules of how they work on each other.', limits: [ONE_PLACE, NEW_HORSES, TAUGHT, WEIGHED],
    how: { rulesOver: 'conditional-logit', learntOver: 'conditional-logit' }, effort: 100,
  },
  {
    ...strict, name: 'fundamentals-with-rules', title: 'Pool of boosting, networks and logit, with rules', purpose: 'The best without prices, with what rules still add to it.', limits: [ONE_PLACE, NEW_HORSES, TAUGHT, WEIGHED, 'Never comes near the market: use it beside prices, not against them.'],
    how: { rulesOver: 'fundamentals-pool', learntOver: 'conditional-logit' }, effort: 100,
  },
  {
    ...priced, name: 'champion-with-rules', title: 'Pool on top of the market, with rules', purpose: 'The best of all, with what rules still add to it.', limits: [ONE_PLACE, NEEDS_PRICES, AT_THE_OFF, WEIGHED, 'Better than the public by a hair: enough to be measured, not to beat what betting costs.'],
    how: { rulesOver: 'champion-pool', learntOver: 'market-logit' }, effort: 100,
  },
]
