import { fitPower } from '../choice/fit-power'
import { rowCount, type RaceTable, type TrainingTable } from '../data/race-table'
import { encode, type Encoder } from '../inputs/encoder'
import { besideMarket, marketLogs } from '../inputs/market-offset'
import type { Learner } from '../model'
import { openXgboost, type BoosterParams, type MatrixData } from '../xgboost/library'
import { raceGradients } from '../xgboost/race-objective'
import { BOOSTING_PARAMS, type BoostingParams } from './boosting-params'
import { growTrees } from './grow-trees'
import { labelsOf } from './market-label'
import { pause } from './pause'
import { raceWeights } from './race-weights'
import { fitTreeEncoder } from './tree-matrix'
import { marketMargins, TREE_SCORES, treeFiles, treeModel, type TreeScore } from './tree-model'

const settings = ({ growth, learningRate, depth, leaves, minChildWeight, subsample, columns, lambda, alpha, gamma, maxBin }: BoostingParams): BoosterParams => ({
  learning_rate: learningRate, min_child_weight: minChildWeight, subsample, colsample_bytree: columns, lambda, alpha, gamma, max_bin: maxBin,
  ...(growth === 'leaf' ? { grow_policy: 'lossguide', max_leaves: leaves, max_depth: 0 } : { grow_policy: 'depthwise', max_depth: depth }),
})

/** Weight of each row for a binary loss: that of its race, and so that winners and losers weigh the same if `balanced`. */
function rowWeights({ raceStart, targets: { win } }: TrainingTable, ofRace: Float64Array, balanced: boolean): Float32Array {
  const weights = new Float32Array(win.length)
  ofRace.forEach((weight, race) => { weights.fill(weight, raceStart[race], raceStart[race + 1]) })
  if (!balanced) return weights
  let [winners, losers] = [0, 0]
  win.forEach((won, row) => { winners += (weights[row] as number) * won; losers += (weights[row] as number) * (1 - won) })
  const [ofWinner, ofLoser] = [(winners + losers) / 2 / winners, (winners + losers) / 2 / losers]
  return weights.map((weight, row) => weight * ((win[row] as number) * ofWinner + (1 - (win[row] as number)) * ofLoser))
}

const meanOf = (values: Float64Array, weights: Float32Array): number => values.reduce((sum, value, row) => sum + value * (weights[row] as number), 0) / weights.reduce((sum, weight) => sum + weight, 0)

/** Gradient-boosted trees by XGBoost, which must be installed to train and not to predict. */
export const boostingLearner: Learner<BoostingParams> = {
  kind: 'boosting',
  description: 'Gradient-boosted trees (XGBoost): race softmax or binary, by depth or by leaf, with the market as their start or without.',
  params: BOOSTING_PARAMS,
  async fit({ train, validate, features }, params, run) {
    const library = openXgboost(run.xgboostPath)
    await pause(run.signal)
    const withPrices = params.market === 'margin'
    const encoder = fitTreeEncoder(besideMarket(features, withPrices), train, params)
    const logs = withPrices ? marketLogs(train) : null
    const marketPower = logs === null ? null : fitPower(logs, train)
    const weights = raceWeights(train, params.halfLifeYears, logs)

    const labels = labelsOf(train, params.marketLabel)
    const ofRows = params.objective === 'binary' ? rowWeights(train, weights, params.balanced) : null
    const isBinary = ofRows !== null
    const score: TreeScore = isBinary ? 'ln-logistic' : 'margin'
    const data = matrixOf(encoder, train, marketPower)
    const { members, rounds } = await growTrees(library, {
      params: { ...settings(params), ...(isBinary ? { objective: 'binary:logistic', base_score: meanOf(labels, ofRows) } : { objective: 'reg:squarederror', base_score: 0 }) },
      members: params.bags, rounds: params.rounds, patience: params.patience,
      train: ofRows === null ? data : { ...data, labels: Float32Array.from(labels), weights: ofRows },
      validate: validate === null ? null : { data: matrixOf(encoder, validate, marketPower), raceStart: validate.raceStart, won: validate.targets.win, score: TREE_SCORES[score] },
      by: isBinary ? 'objective' : 'margins',
      gradients: (margins, gradient, hessian) => { raceGradients({ raceStart: train.raceStart, won: labels, weights, hessianFactor: params.hessianFactor }, margins, gradient, hessian) },
    }, run)
    return { model: treeModel({ kind: 'boosting', score, encoder, marketPower, members: treeFiles(members) }), params: { ...params, rounds } }
  },
}

function matrixOf(encoder: Encoder, table: RaceTable, marketPower: number | null): MatrixData {
  const { data, width } = encode(encoder, table)
  return { data, width, rows: rowCount(table), ...(marketPower === null ? {} : { baseMargin: marketMargins(table, marketPower) }) }
}
