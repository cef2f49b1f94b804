import { columnFeatures, type Matrix } from '../inputs/encoder'
import { MARKET_CHANCE, marketLogs } from '../inputs/market-offset'
import type { RaceBatch } from '../data/race-table'
import type { Contributions } from '../model'
import type { Dense, Network } from '../tensor/layers-model'
import type { NeuralArtefact } from './neural-artefact'

/** Points of the way from the mean of the field to the runner that a second hidden layer is looked at. */
const POINTS = 32

/**
 * Integrated gradients (Sundararajan, Taly and Yan) from the mean inputs of the field to those of the runner, averaged over networks. Along
 * that way the sum of each unit of the first layer is a straight line, so with one hidden layer the integral is exact: a unit counts for the part of the
 * way on which it is open. With more layers it is the mean over 32 points, and what that misses of the score is shared out as the rest is.
 * The market's part is its power x ln chance. The baseline is left at 0: what the mean of the field scores is the same for all of a race.
 */
export function neuralContributions({ encoder, networks, marketPower }: NeuralArtefact, features: Contributions['features'], batch: RaceBatch, matrix: Matrix): Contributions {
  const groups = Int32Array.from(columnFeatures(encoder), (name) => features.indexOf(name))
  const values = new Float64Array(matrix.rows * features.length)
  const logs = marketPower === null ? null : marketLogs(batch)
  const market = features.indexOf(MARKET_CHANCE)
  for (let race = 0; race + 1 < batch.raceStart.length; race++) {
    const [from, to] = [batch.raceStart[race] as number, batch.raceStart[race + 1] as number]
    const centre = meanRow(matrix, from, to)
    const centres = networks.map(([first]) => sumsOf(first as Dense, centre))
    for (let row = from; row < to; row++) {
      const ofRow = values.subarray(row * features.length, (row + 1) * features.length)
      const inputs = matrix.data.subarray(row * matrix.width, (row + 1) * matrix.width)
      networks.forEach((network, n) => { attribute(network, centre, centres[n] as Float64Array, inputs, groups, 1 / networks.length, ofRow) })
      if (logs !== null) ofRow[market] = (ofRow[market] as number) + (marketPower as number) * (logs[row] as number)
    }
  }
  return { features, values, baseline: 0, ...(networks.some(({ length }) => length > 2) && { integrated: true }) }
}
function meanRow({ data, width }: Matrix, from: number, to: number): Float64Array {
  const mean = new Float64Array(width)
  for (let row = from; row < to; row++) for (let c = 0; c < width; c++) mean[c] = (mean[c] as number) + (data[row * width + c] as number) / (to - from)
  return mean
}

/** Bias and weighted inputs of each unit, before anything is cut off. */
function sumsOf({ inputs, outputs, kernel, bias }: Dense, values: ArrayLike<number>): Float64Array {
  const sums = bias === null ? new Float64Array(outputs) : Float64Array.from(bias)
  for (let i = 0; i < inputs; i++) {
    const value = values[i] as number
    if (value !== 0) for (let o = 0; o < outputs; o++) sums[o] = (sums[o] as number) + value * (kernel[i * outputs + o] as number)
  }
  return sums
}
/** Share of the straight way from one sum to the other on which it is above 0. */
export function openShare(from: number, to: number): number {
  if (from > 0 === to > 0) return Number(from > 0)
  return from > 0 ? from / (from - to) : to / (to - from)
}

function attribute(network: Network, centre: Float64Array, start: Float64Array, inputs: Float32Array, groups: Int32Array, share: number, out: Float64Array): void {
  const [first, ...later] = network as readonly [Dense, ...Dense[]]
  const end = sumsOf(first, inputs)
  const pull = later.length === 1 ? start.map((from, unit) => openShare(from, end[unit] as number) * ((later[0] as Dense).kernel[unit] as number)) : meanPull(later, start, end)
  const parts = centre.map((from, c) => {
    const moved = (inputs[c] as number) - from
    let slope = 0
    if (moved !== 0) for (let unit = 0; unit < first.outputs; unit++) slope += (first.kernel[c * first.outputs + unit] as number) * (pull[unit] as number)
    return moved * slope
  })
  const missed = scoreFrom(later, end) - scoreFrom(later, start) - parts.reduce((sum, part) => sum + part, 0)
  const size = parts.reduce((sum, part) => sum + Math.abs(part), 0)
  parts.forEach((part, c) => { const place = groups[c] as number; out[place] = (out[place] as number) + share * (part + (size === 0 ? 0 : (missed * Math.abs(part)) / size)) })
}
const open = (sums: Float64Array): Float64Array => sums.map((sum) => Math.max(0, sum))
function scoreFrom(later: readonly Dense[], sums: Float64Array): number {
  return later.reduce((at, layer) => sumsOf(layer, open(at)), sums)[0] as number
}
/** Mean slope of the score by the sums of the first layer, over points between the two. */
function meanPull(later: readonly Dense[], start: Float64Array, end: Float64Array): Float64Array {
  const mean = new Float64Array(start.length)
  for (let point = 0; point < POINTS; point++) {
    const along = (point + 0.5) / POINTS
    const sums: Float64Array[] = [start.map((from, unit) => from + along * ((end[unit] as number) - from))]
    for (const layer of later) sums.push(sumsOf(layer, open(sums.at(-1) as Float64Array)))
    let slope: Float64Array = Float64Array.of(1)
    for (let l = later.length - 1; l >= 0; l--) {
      const { outputs, kernel } = later[l] as Dense
      const below = sums[l] as Float64Array
      slope = below.map((sum, i) => { let total = 0; if (sum > 0) for (let o = 0; o < outputs; o++) total += (kernel[i * outputs + o] as number) * (slope[o] as number); return total })
    }
    for (let unit = 0; unit < mean.length; unit++) mean[unit] = (mean[unit] as number) + (slope[unit] as number) / POINTS
  }
  return mean
}
