import { rowCount, type TrainingTable } from '../data/race-table'
import { classWeights } from '../imbalance/class-weights'
import { smote } from '../imbalance/smote'
import { encode, fitEncoder, LINEAR, widthOf, type Matrix } from '../inputs/encoder'
import type { Learner } from '../model'
import { binaryLogit, type BinaryRows } from '../tensor/binary-logit'
import { minimise } from '../tensor/minimise'
import { linearModel } from './linear-model'
import { pause } from './pause'
import { raceWeights } from './race-weights'

// A type, not an interface: only then is it one of Params.
export type LogisticParams = { readonly ridge: number; readonly halfLifeYears: number; readonly imbalance: 'none' | 'weights' | 'smote' }

const MOST_STEPS = 500
const [NEIGHBOURS, AMONG] = [5, 300]

export const logisticLearner: Learner<LogisticParams> = {
  kind: 'logistic',
  description: 'Logistic regression: whether a runner wins, each by itself; ln of it is the score.',
  params: {
    ridge: { default: 1_000, range: { kind: 'number', from: 1, to: 20_000, log: true }, tuned: true, description: 'Penalty on weights: half of it times the sum of their squares, beside the sum over runners of -ln chance of what happened.' },
    halfLifeYears: { default: 0, range: { kind: 'number', from: 0, to: 20 }, tuned: true, description: 'A race this many years before the last counts half; 0: all count alike.' },
    imbalance: { default: 'none', range: { kind: 'one-of', values: ['none', 'weights', 'smote'] }, tuned: false, description: 'Winners are few: `weights` makes them count as much as losers, `smote` makes up winners between winners until they are as many.' },
  },
  async fit({ train, features }, params, { seed, signal, progress }) {
    await pause(signal)
    const encoder = fitEncoder(features, train, LINEAR)
    const width = widthOf(encoder)
    const rows = balanced(encode(encoder, train), train, params, seed)
    await pause(signal)
    const { at } = await minimise(binaryLogit(rows, params.ridge), new Float64Array(width + 1), { most: MOST_STEPS, enough: 1e-9, before: async (step, value) => { await pause(signal); progress(step, MOST_STEPS, `loss ${value.toFixed(3)}`) } })
    progress(MOST_STEPS, MOST_STEPS)
    return { model: linearModel({ kind: 'logistic', encoder, weights: Float32Array.from(at.subarray(0, width)), bias: Math.fround(at[width] as number), marketPower: null }), params }
  },
}

/** Rows to fit on. A runner weighs as its race does, and as its class when classes are weighed. */
function balanced({ data, width }: Matrix, train: TrainingTable, { halfLifeYears, imbalance }: LogisticParams, seed: number): BinaryRows {
  const won = train.targets.win
  const [rows, winners] = [rowCount(train), Int32Array.from(won.keys()).filter((row) => (won[row] as number) > 0)]
  const races = raceWeights(train, halfLifeYears)
  const weights = new Float64Array(rows)
  races.forEach((weight, race) => { weights.fill(weight, train.raceStart[race], train.raceStart[race + 1]) })
  if (imbalance === 'none') return { data, width, won, weights }
  if (imbalance === 'weights') {
    const { winner, loser } = classWeights(winners.length, rows)
    return { data, width, won, weights: weights.map((weight, row) => weight * ((won[row] as number) > 0 ? winner : loser)) }
  }
  const count = Math.max(0, rows - 2 * winners.length)
  const made = smote(data, width, winners, { count, neighbours: NEIGHBOURS, among: AMONG, seed })
  const extra = width === 0 ? 0 : made.length / width
  const all = new Float32Array(data.length + made.length)
  all.set(data); all.set(made, data.length)
  const wide = (values: Float64Array): Float64Array => { const longer = new Float64Array(rows + extra).fill(1); longer.set(values); return longer }
  return { data: all, width, won: wide(won), weights: wide(weights) }
}
