import { z } from 'zod'
import { MODEL_JSON, readModelJson, toModelJson } from '../artefact/model-json'
import type { RaceBatch } from '../data/race-table'
import { columnFeatures, featuresOf, widthOf, type Encoder, type Matrix } from '../inputs/encoder'
import { encoderSchema } from '../inputs/encoder-schema'
import { MARKET_CHANCE, marketLogs, withMarket } from '../inputs/market-offset'
import { sharedMatrix } from '../inputs/shared-matrix'
import { lnLogistic } from '../ln-logistic'
import type { Contributions, LoadModel, Model } from '../model'
import { layersModel, layersShape, readNetworks, WEIGHTS } from '../tensor/layers-model'

/** A sum of weighted inputs. `score` is that sum for a conditional logit, the logarithm of its logistic function for a logistic regression. */
export interface LinearArtefact {
  readonly kind: 'conditional-logit' | 'logistic'
  readonly encoder: Encoder
  readonly weights: Float32Array
  /** 0 unless logistic: it would be the same for all of a race. */
  readonly bias: number
  /** Power of the chance by the prices, whose logarithm is added; null: no price is read. */
  readonly marketPower: number | null
}

export function linearModel(artefact: LinearArtefact): Model {
  const { kind, encoder, weights, bias, marketPower } = artefact
  const features = withMarket(featuresOf(encoder), marketPower !== null)
  const matrixOf = sharedMatrix(encoder)
  const sums = (batch: RaceBatch): Float64Array => {
    const { data, rows, width } = matrixOf(batch)
    const out = new Float64Array(rows)
    const logs = marketPower === null ? null : marketLogs(batch)
    for (let row = 0, place = 0; row < rows; row++) {
      let sum = bias
      for (let c = 0; c < width; c++, place++) sum += (data[place] as number) * (weights[c] as number)
      out[row] = logs === null ? sum : sum + (marketPower as number) * (logs[row] as number)
    }
    return out
  }
  const scores = (batch: RaceBatch): Float64Array => (kind === 'logistic' ? sums(batch).map(lnLogistic) : sums(batch))
  return {
    kind, features, scores,
    members: (batch) => [scores(batch)],
    contributions: (batch) => contributionsOf(artefact, features.indexOf(MARKET_CHANCE), features, batch, matrixOf(batch)),
    save: () => {
      const { json, weights: bytes } = layersModel([[{ inputs: widthOf(encoder), outputs: 1, kernel: weights, bias: kind === 'logistic' ? Float32Array.of(bias) : null }]])
      return new Map([[MODEL_JSON, toModelJson({ kind, marketPower, encoder, ...json })], [WEIGHTS, bytes]])
    },
    dispose: () => undefined,
  }
}

/**
 * Weight x input, summed by feature, and power x ln chance for the prices. Of a logistic regression the same stretched by what the
 * logarithm makes of their sum: integrated gradients from inputs of 0, the means of training. Exact.
 */
function contributionsOf({ kind, encoder, weights, bias, marketPower }: LinearArtefact, market: number, features: Contributions['features'], batch: RaceBatch, { data, rows, width }: Matrix): Contributions {
  const places = Int32Array.from(columnFeatures(encoder), (name) => features.indexOf(name))
  const logs = marketPower === null ? null : marketLogs(batch)
  const values = new Float64Array(rows * features.length)
  const baseline = kind === 'logistic' ? lnLogistic(bias) : bias
  for (let row = 0; row < rows; row++) {
    const ofRow = values.subarray(row * features.length, (row + 1) * features.length)
    for (let c = 0; c < width; c++) { const place = places[c] as number; ofRow[place] = (ofRow[place] as number) + (data[row * width + c] as number) * (weights[c] as number) }
    if (logs !== null) ofRow[market] = (marketPower as number) * (logs[row] as number)
    if (kind !== 'logistic') continue
    const sum = ofRow.reduce((total, value) => total + value, 0)
    const stretch = sum === 0 ? 0 : (lnLogistic(bias + sum) - baseline) / sum
    for (let i = 0; i < ofRow.length; i++) ofRow[i] = (ofRow[i] as number) * stretch
  }
  return { features, values, baseline }
}

const shape = z.object({ kind: z.enum(['conditional-logit', 'logistic']), marketPower: z.number().nullable(), encoder: encoderSchema, ...layersShape.shape })
/** Reads both logits. TensorFlow.js is not needed for a sum of products, and not loaded. */
const loadLinear: LoadModel = async (files) => {
  const { kind, marketPower, encoder, ...json } = readModelJson(files, shape)
  const network = readNetworks(json, files, widthOf(encoder))[0]?.[0]
  return Promise.resolve(linearModel({ kind, encoder, marketPower, weights: network?.kernel ?? new Float32Array(), bias: network?.bias?.[0] ?? 0 }))
}
export const loadConditionalLogit = loadLinear
export const loadLogistic = loadLinear

