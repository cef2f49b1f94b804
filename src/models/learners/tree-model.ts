import { z } from 'zod'
import { AppError } from '../../domain/errors'
import type { FeatureName } from '../../features/registry'
import { MODEL_JSON, readModelJson, toModelJson } from '../artefact/model-json'
import { oncePerBatch } from '../data/kept-batch'
import { rowCount, type RaceBatch } from '../data/race-table'
import { columnFeatures, featuresOf, widthOf, type Encoder, type Matrix } from '../inputs/encoder'
import { encoderSchema } from '../inputs/encoder-schema'
import { MARKET_CHANCE, marketLogs, withMarket } from '../inputs/market-offset'
import { sharedMatrix } from '../inputs/shared-matrix'
import { lnLogistic } from '../ln-logistic'
import type { Contributions, LoadModel, Model } from '../model'
import { readTrees } from '../xgboost/read-trees'
import { treeExplainer, type TreeContributions } from '../xgboost/tree-contributions'
import { marginsOf } from '../xgboost/trees'
import { shareRest } from './share-rest'

/** How a score is made of a margin: it is the margin; ln of its logistic function; ln of it, a chance. */
export type TreeScore = 'margin' | 'ln-logistic' | 'ln-chance'
export interface TreeArtefact {
  readonly kind: 'boosting' | 'forest'
  readonly score: TreeScore
  readonly encoder: Encoder
  /** Trees start from this times ln(chance by the prices); null: no price is read. */
  readonly marketPower: number | null
  /** XGBoost's JSON of each member, by the name of its file. The score is the mean over members. */
  readonly members: ReadonlyMap<string, Uint8Array>
}

/** A leaf without any winner may not say that there is no chance at all. */
const LEAST_CHANCE = 1e-4
export const TREE_SCORES: Readonly<Record<TreeScore, (margin: number) => number>> = {
  'margin': (margin) => margin,
  'ln-logistic': lnLogistic,
  'ln-chance': (chance) => Math.log(chance < LEAST_CHANCE ? LEAST_CHANCE : chance),
}

/** What the trees of each row start from. NaN throughout a race in which a runner has no price. */
export const marketMargins = (batch: RaceBatch, power: number): Float32Array => Float32Array.from(marketLogs(batch), (log) => power * log)
/** Names of the files of so many members. */
export const treeFiles = (members: readonly Uint8Array[]): ReadonlyMap<string, Uint8Array> => new Map(members.map((bytes, i) => [members.length === 1 ? 'trees.json' : `trees-${i}.json`, bytes]))

const memberScores = oncePerBatch<TreeArtefact, readonly Float64Array[]>()
/** A model of trees from what is saved of it. @throws AppError CONFIG_INVALID, naming the file and the place in it */
export function treeModel(artefact: TreeArtefact): Model {
  const { kind, score, encoder, marketPower, members } = artefact
  const width = widthOf(encoder)
  const features = withMarket(featuresOf(encoder), marketPower !== null)
  const trees = [...members].map(([file, bytes]) => readTrees(file, bytes, width))
  const startOf = (batch: RaceBatch): Float32Array | undefined => (marketPower === null ? undefined : marketMargins(batch, marketPower))
  const matrixOf = sharedMatrix(encoder)
  const membersOf = (batch: RaceBatch): readonly Float64Array[] => memberScores(batch, artefact, () => {
    const [matrix, start] = [matrixOf(batch), startOf(batch)]
    return trees.map((one) => Float64Array.from(marginsOf(one, matrix, start), TREE_SCORES[score]))
  })
  let explainers: Explained['explainers'] | null = null
  const explainersOf = (): Explained['explainers'] => {
    const groupOf = Int32Array.from(columnFeatures(encoder), (name) => features.indexOf(name))
    return (explainers ??= trees.map((one) => treeExplainer(one, groupOf, features.length)))
  }
  const scores = (batch: RaceBatch): Float64Array => meanOf(membersOf(batch), rowCount(batch))
  return {
    kind, features, scores, members: membersOf,
    contributions: (batch) => {
      const told = contributionsOf({ features, explainers: explainersOf(), toScore: TREE_SCORES[score] }, batch, matrixOf(batch), startOf(batch))
      shareRest(told.values, features.length, scores(batch), batch.raceStart)
      return told
    },
    save: () => new Map([[MODEL_JSON, toModelJson({ kind, score, marketPower, trees: [...members.keys()], encoder })], ...members]),
    dispose: () => undefined,
  }
}
function meanOf(members: readonly Float64Array[], rows: number): Float64Array {
  const mean = new Float64Array(rows)
  for (const member of members) for (let row = 0; row < rows; row++) mean[row] = (mean[row] as number) + (member[row] as number) / members.length
  return mean
}

interface Explained { readonly features: readonly FeatureName[]; readonly explainers: readonly ((matrix: Matrix) => TreeContributions)[]; readonly toScore: (margin: number) => number }
/**
 * Shapley values of the trees (along paths for large forests) with all columns of a feature taken as one; of the prices their margin less the
 * mean of the race; the mean over members. Where the score is a logarithm, stretched so that they add up to it. To rounding, which is shared out after (`shareRest`).
 */
function contributionsOf({ features, explainers, toScore }: Explained, { raceStart }: RaceBatch, matrix: Matrix, start: Float32Array | undefined): Contributions {
  const groups = features.length
  const values = new Float64Array(matrix.rows * groups)
  let baseline = 0
  for (const explain of explainers) {
    const part = explain(matrix)
    baseline += toScore(part.baseline) / explainers.length
    for (let race = 0; race + 1 < raceStart.length; race++) {
      const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
      const mean = start === undefined ? 0 : start.subarray(from, to).reduce((sum, value) => sum + value, 0) / (to - from)
      const origin = toScore(part.baseline + mean)
      for (let row = from; row < to; row++) {
        const ofRow = part.values.subarray(row * groups, (row + 1) * groups)
        if (start !== undefined) ofRow[features.indexOf(MARKET_CHANCE)] = (start[row] as number) - mean
        const moved = ofRow.reduce((sum, value) => sum + value, 0)
        const stretch = moved === 0 ? 1 : (toScore(part.baseline + mean + moved) - origin) / moved
        for (let g = 0; g < groups; g++) values[row * groups + g] = (values[row * groups + g] as number) + ((ofRow[g] as number) * stretch) / explainers.length
      }
    }
  }
  return { features, values, baseline }
}

const shape = z.object({ kind: z.enum(['boosting', 'forest']), score: z.enum(['margin', 'ln-logistic', 'ln-chance']), marketPower: z.number().min(0).nullable(), trees: z.array(z.string()).min(1), encoder: encoderSchema })
/** Reads boosting and forests. No library is needed. */
const loadTrees: LoadModel = async (files) => {
  const { trees, ...rest } = readModelJson(files, shape)
  const members = new Map(trees.map((file) => {
    const bytes = files.get(file)
    if (bytes === undefined) throw new AppError('CONFIG_INVALID', `the artefact has no ${file}, which its model.json names: it is not whole, get or train it anew`)
    return [file, bytes]
  }))
  return Promise.resolve(treeModel({ ...rest, members }))
}
export const loadBoosting = loadTrees
export const loadForest = loadTrees
