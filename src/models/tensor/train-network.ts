import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import { seeded } from '../seeded'
import type { Tf } from '../tf'
import { adam } from './adam'
import type { Network } from './layers-model'
import { newNetwork } from './network'
import { raceGradient } from './race-gradient'

/** What networks are trained on. */
export interface NetworkRows {
  readonly raceStart: Int32Array
  readonly data: Float32Array
  readonly width: number
  /** Sums to 1 over a race. */
  readonly shares: Float64Array
  /** One a race; 0 leaves it out. */
  readonly weights: Float64Array
  /** Added to the scores; null for none. */
  readonly offset: Float64Array | null
}
export interface NetworkBuild {
  readonly units: readonly number[]
  /** Share of units that are left out of a step. */
  readonly dropout: number
  readonly weightDecay: number
  readonly learningRate: number
  readonly batchRaces: number
  /** Weights that are used are the running mean of those of each step, by this share of the old; 0: the last. */
  readonly averaging: number
}
export interface NetworkTrainer {
  /** Steps of one more epoch: iterate to take them. Each gives the mean loss of its races before it. */
  epoch(): Generator<number>
  /** As it stands. */
  network(): Network
}

/** Trains one network by Adam on shuffled batches of whole races. Everything that is drawn comes from the seed. */
export function networkTrainer(tf: Tf, rows: NetworkRows, build: NetworkBuild, seed: number): NetworkTrainer {
  const layers = newNetwork(rows.width, build.units, seed)
  const mean = layers.map(({ kernel, bias }) => ({ kernel: kernel.slice(), bias: bias?.slice() ?? null }))
  const optimisers = layers.map(({ kernel, bias }) => ({ kernel: adam(kernel.length, build.learningRate, build.weightDecay), bias: adam(bias?.length ?? 0, build.learningRate, 0) }))
  const [order, mask] = [seeded(seed, 'order'), seeded(seed, 'dropout')]
  const races = Int32Array.from(rows.weights.keys()).filter((race) => (rows.weights[race] as number) > 0)
  let steps = 0
  return {
    * epoch() {
      order.shuffle(races)
      for (let from = 0; from < races.length; from += build.batchRaces) {
        const batch = gather(rows, races.subarray(from, from + build.batchRaces))
        const { loss, gradients } = slopes(tf, layers, batch, () => (mask.uniform() < build.dropout ? 0 : 1 / (1 - build.dropout)), build.dropout > 0)
        steps++
        // The running mean forgets where it began: at step n it weighs the last n steps at most.
        const keep = Math.min(build.averaging, (steps - 1) / steps)
        layers.forEach(({ kernel, bias }, l) => {
          optimisers[l]?.kernel.step(kernel, gradients[l]?.kernel ?? [], steps)
          if (bias !== null) optimisers[l]?.bias.step(bias, gradients[l]?.bias ?? [], steps)
          blend(mean[l]?.kernel ?? null, kernel, keep)
          if (bias !== null) blend(mean[l]?.bias ?? null, bias, keep)
        })
        yield loss
      }
    },
    network: () => layers.map(({ inputs, outputs }, l) => ({ inputs, outputs, kernel: mean[l]?.kernel.slice() ?? new Float32Array(), bias: mean[l]?.bias?.slice() ?? null })),
  }
}
function blend(mean: Float32Array | null, now: Float32Array, keep: number): void {
  if (mean !== null) for (let i = 0; i < now.length; i++) mean[i] = keep * (mean[i] as number) + (1 - keep) * (now[i] as number)
}

/** Whole races, one after the other. */
export interface Batch {
  readonly starts: Int32Array
  readonly inputs: Float32Array
  /** The same turned over: a product with it is five times faster than one that has to turn it. */
  readonly turned: Float32Array
  readonly shares: Float64Array
  readonly weights: Float64Array
  readonly offset: Float64Array | null
}
const TILE = 16
export function gather({ raceStart, data, width, shares, weights, offset }: NetworkRows, races: Int32Array): Batch {
  const starts = new Int32Array(races.length + 1)
  races.forEach((race, at) => { starts[at + 1] = (starts[at] as number) + (raceStart[race + 1] as number) - (raceStart[race] as number) })
  const rows = starts[races.length] as number
  const inputs = new Float32Array(rows * width)
  const batch: Batch = { starts, inputs, turned: new Float32Array(rows * width), shares: new Float64Array(rows), weights: Float64Array.from(races, (race) => weights[race] as number), offset: offset === null ? null : new Float64Array(rows) }
  races.forEach((race, at) => {
    const [from, to, place] = [raceStart[race] as number, raceStart[race + 1] as number, starts[at] as number]
    inputs.set(data.subarray(from * width, to * width), place * width)
    batch.shares.set(shares.subarray(from, to), place)
    if (offset !== null) batch.offset?.set(offset.subarray(from, to), place)
  })
  const { turned } = batch
  for (let top = 0; top < rows; top += TILE) {
    for (let left = 0; left < width; left += TILE) {
      const [bottom, right] = [Math.min(rows, top + TILE), Math.min(width, left + TILE)]
      for (let column = left; column < right; column++) for (let row = top; row < bottom; row++) turned[column * rows + row] = inputs[row * width + column] as number
    }
  }
  return batch
}

interface Slopes { readonly loss: number; readonly gradients: readonly { readonly kernel: Float32Array; readonly bias: Float32Array | null }[] }
/** Mean loss of the races and its slope by every weight, by the chain rule; `draw` gives what a hidden unit is multiplied by. */
export function slopes(tf: Tf, layers: Network, batch: Batch, draw: () => number, drops: boolean): Slopes {
  const rows = batch.starts.at(-1) as number
  const gradients = layers.map(({ kernel, bias }) => ({ kernel: new Float32Array(kernel.length), bias: bias === null ? null : new Float32Array(bias.length) }))
  let loss = 0
  tf.tidy(() => {
    const kernels = layers.map(({ kernel, inputs, outputs }) => tf.tensor2d(kernel, [inputs, outputs]))
    const hidden: Tensor2D[] = [tf.tensor2d(batch.inputs, [rows, layers[0]?.inputs ?? 0])]
    const masks: (Tensor2D | null)[] = []
    layers.slice(0, -1).forEach(({ outputs, bias }, l) => {
      const active = tf.fused.matMul({ a: hidden[l] as Tensor2D, b: kernels[l] as Tensor2D, ...(bias === null ? {} : { bias: tf.tensor1d(bias) }), activation: 'relu' }) as Tensor2D
      masks.push(drops ? tf.tensor2d(drawn(rows * outputs, draw), [rows, outputs]) : null)
      const mask = masks[l]
      hidden.push(mask === null || mask === undefined ? active : tf.mul(active, mask))
    })
    const last = layers.length - 1
    const scores = tf.matMul(hidden[last] as Tensor2D, kernels[last] as Tensor2D).dataSync()
    const errors = new Float32Array(rows)
    loss = raceGradient(scores, batch.offset, batch.shares, batch.starts, batch.weights, errors) / (batch.starts.length - 1)
    for (let row = 0; row < rows; row++) errors[row] = (errors[row] as number) / (batch.starts.length - 1)
    gradients[last]?.kernel.set(tf.matMul(tf.tensor2d(errors, [1, rows]), hidden[last] as Tensor2D).dataSync())
    let after: Tensor = last === 0 ? tf.scalar(0) : tf.mul(tf.tensor2d(errors, [rows, 1]), tf.tensor2d(layers[last]?.kernel ?? new Float32Array(), [1, layers[last]?.inputs ?? 0]))
    const ones = tf.ones([1, rows]) as Tensor2D
    for (let l = last - 1; l >= 0; l--) {
      const mask = masks[l]
      const open = tf.mul(after, tf.step(hidden[l + 1] as Tensor2D))
      const slope = (mask === null || mask === undefined ? open : tf.mul(open, mask)) as Tensor2D
      const before = l === 0 ? tf.tensor2d(batch.turned, [layers[0]?.inputs ?? 0, rows]) : tf.transpose(hidden[l] as Tensor2D)
      gradients[l]?.kernel.set(tf.matMul(before, slope).dataSync())
      gradients[l]?.bias?.set(tf.matMul(ones, slope).dataSync())
      if (l > 0) after = tf.matMul(slope, tf.transpose(kernels[l] as Tensor2D))
    }
  })
  return { loss, gradients }
}
// A loop: Float32Array.from takes ten times as long.
function drawn(count: number, draw: () => number): Float32Array {
  const values = new Float32Array(count)
  for (let i = 0; i < count; i++) values[i] = draw()
  return values
}
