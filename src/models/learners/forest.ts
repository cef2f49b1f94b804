import { rowCount, type RaceTable } from '../data/race-table'
import { encode } from '../inputs/encoder'
import type { Learner, ParamDefinition } from '../model'
import { openXgboost, type MatrixData } from '../xgboost/library'
import { growTrees } from './grow-trees'
import { pause } from './pause'
import { raceWeights } from './race-weights'
import { fitTreeEncoder, TREE_INPUTS, type TreeInputs } from './tree-matrix'
import { TREE_SCORES, treeFiles, treeModel } from './tree-model'

// A type, not an interface: only then is it Params.
export type ForestParams = TreeInputs & { readonly trees: number; readonly depth: number; readonly minRunners: number; readonly subsample: number; readonly columnsByNode: number; readonly lambda: number; readonly maxBin: number; readonly halfLifeYears: number }
const PARAMS: { readonly [K in keyof ForestParams]: ParamDefinition } = {
  trees: { default: 200, range: { kind: 'whole', from: 1, to: 5_000 }, tuned: false, description: 'Trees that are averaged.' },
  depth: { default: 12, range: { kind: 'whole', from: 1, to: 16 }, tuned: true, description: 'Splits from the root to a leaf.' },
  minRunners: { default: 30, range: { kind: 'number', from: 1, to: 2_000, log: true }, tuned: true, description: 'Least runners in a leaf.' },
  subsample: { default: 0.6, range: { kind: 'number', from: 0.1, to: 1 }, tuned: true, description: 'Share of the runners that each tree is grown on.' },
  columnsByNode: { default: 0.15, range: { kind: 'number', from: 0.02, to: 1 }, tuned: true, description: 'Share of the columns that each split may use.' },
  lambda: { default: 1, range: { kind: 'number', from: 0, to: 1_000 }, tuned: true, description: 'Runners of average success that each leaf is thought to have besides its own.' },
  maxBin: { default: 64, range: { kind: 'whole', from: 8, to: 512, log: true }, tuned: false, description: 'Values of a column that splits tell apart.' },
  halfLifeYears: { default: 0, range: { kind: 'number', from: 0, to: 20 }, tuned: false, description: 'A race this many years before the last counts half; 0: all count alike.' },
  ...TREE_INPUTS,
  // Measured: a forest needs to know the race, since its trees do not correct each other.
  inputs: { ...TREE_INPUTS.inputs, default: 'both' },
  ofRace: { ...TREE_INPUTS.ofRace, default: true },
}

/**
 * Chances of winning by the mean of trees, made to sum to 1 in a race: score = ln of it. Every tree is grown by the same derivatives of the squared error, so
 * that they do not build on each other: XGBoost's random forest mode, a tree a round so that it can be stopped.
 */
export const forestLearner: Learner<ForestParams> = {
  kind: 'forest',
  description: 'Random forest (XGBoost): the mean of trees that each see some runners and, at each split, some columns.',
  params: PARAMS,
  async fit({ train, validate, features }, params, run) {
    const library = openXgboost(run.xgboostPath)
    await pause(run.signal)
    const encoder = fitTreeEncoder(features, train, params)
    const { trees, depth, minRunners, subsample, columnsByNode, lambda, maxBin } = params
    const weights = raceWeights(train, params.halfLifeYears)
    const { win } = train.targets
    const rate = Math.fround(win.reduce((sum, won) => sum + won, 0) / Math.max(1, win.length))
    const matrixOf = (table: RaceTable): MatrixData => ({ ...encode(encoder, table), rows: rowCount(table) })
    const { members } = await growTrees(library, {
      params: { objective: 'reg:squarederror', base_score: rate, learning_rate: 1 / trees, max_depth: depth, min_child_weight: minRunners, subsample, colsample_bynode: columnsByNode, lambda, max_bin: maxBin },
      members: 1, rounds: trees, patience: 0, train: matrixOf(train),
      validate: validate === null ? null : { data: matrixOf(validate), raceStart: validate.raceStart, won: validate.targets.win, score: (margin, done) => TREE_SCORES['ln-chance'](rate + ((margin - rate) * trees) / done) },
      by: 'once',
      gradients: (_, gradient, hessian) => {
        weights.forEach((weight, race) => {
          for (let row = train.raceStart[race] as number; row < (train.raceStart[race + 1] as number); row++) { gradient[row] = weight * (rate - (win[row] as number)); hessian[row] = weight }
        })
      },
    }, run)
    return { model: treeModel({ kind: 'forest', score: 'ln-chance', encoder, marketPower: null, members: treeFiles(members) }), params }
  },
}
