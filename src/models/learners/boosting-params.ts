import type { ParamDefinition, ParamRange } from '../model'
import { MARKET_LABEL } from './market-label'
import { TREE_INPUTS, type TreeInputs } from './tree-matrix'

// A type, not an interface: only then is it Params.
export type BoostingParams = TreeInputs & {
  readonly objective: 'race-softmax' | 'binary'
  readonly growth: 'depth' | 'leaf'
  readonly rounds: number
  readonly patience: number
  readonly learningRate: number
  readonly depth: number
  readonly leaves: number
  readonly minChildWeight: number
  readonly subsample: number
  readonly columns: number
  readonly lambda: number
  readonly alpha: number
  readonly gamma: number
  readonly maxBin: number
  readonly hessianFactor: number
  readonly halfLifeYears: number
  readonly market: 'none' | 'margin'
  readonly marketLabel: number
  readonly balanced: boolean
  readonly bags: number
}
const param = (value: number | string | boolean, range: ParamRange, tuned: boolean, description: string): ParamDefinition => ({ default: value, range, tuned, description })

export const BOOSTING_PARAMS: { readonly [K in keyof BoostingParams]: ParamDefinition } = {
  objective: param('race-softmax', { kind: 'one-of', values: ['race-softmax', 'binary'] }, false, 'Who wins among those who run, or each runner for itself: won or not.'),
  growth: param('depth', { kind: 'one-of', values: ['depth', 'leaf'] }, false, '`depth`: level by level down to `depth`; `leaf`: always the leaf that gains most, up to `leaves`, as LightGBM does.'),
  rounds: param(1_500, { kind: 'whole', from: 1, to: 10_000 }, false, 'Most rounds; with validation races and patience it ends at the best.'),
  patience: param(80, { kind: 'whole', from: 0, to: 1_000 }, false, 'Rounds without a better validation log-loss after which it ends; 0: goes on to the last.'),
  learningRate: param(0.05, { kind: 'number', from: 0.005, to: 1, log: true }, true, 'Share of each step that is taken.'),
  depth: param(4, { kind: 'whole', from: 1, to: 12 }, true, 'Splits from the root to a leaf, growing by depth.'),
  leaves: param(16, { kind: 'whole', from: 2, to: 256, log: true }, true, 'Leaves of a tree, growing by leaf.'),
  minChildWeight: param(20, { kind: 'number', from: 0, to: 500 }, true, 'Least sum of p(1 - p) in a leaf.'),
  subsample: param(0.7, { kind: 'number', from: 0.1, to: 1 }, true, 'Share of the runners that each tree is grown on.'),
  columns: param(0.4, { kind: 'number', from: 0.05, to: 1 }, true, 'Share of the columns that each tree may use.'),
  lambda: param(10, { kind: 'number', from: 0, to: 1_000 }, true, 'Penalty on the squares of leaves.'),
  alpha: param(0, { kind: 'number', from: 0, to: 100 }, false, 'Penalty on the sizes of leaves.'),
  gamma: param(0, { kind: 'number', from: 0, to: 100 }, false, 'Least gain of a split.'),
  maxBin: param(64, { kind: 'whole', from: 8, to: 512, log: true }, false, 'Values of a column that splits tell apart.'),
  hessianFactor: param(1, { kind: 'number', from: 0.5, to: 10, log: true }, false, 'Of the race softmax: times the second derivative; more is more careful.'),
  halfLifeYears: param(0, { kind: 'number', from: 0, to: 20 }, false, 'A race this many years before the last counts half; 0: all count alike.'),
  market: param('none', { kind: 'one-of', values: ['none', 'margin'] }, false, '`margin`: trees start from the logarithm of the chance by the prices, times a fitted power, and learn what it misses.'),
  marketLabel: MARKET_LABEL,
  balanced: param(false, { kind: 'one-of', values: [false, true] }, false, 'Of the binary objective: winners and losers weigh the same in sum.'),
  bags: param(1, { kind: 'whole', from: 1, to: 50 }, false, 'Models that differ in what they draw, averaged.'),
  ...TREE_INPUTS,
}
