/* eslint-disable @typescript-eslint/no-require-imports -- optional */
import { io, type Tensor } from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { loadLayersModel } from '@tensorflow/tfjs-layers'
import { layersModel, readNetworks, WEIGHTS, type LayersJson, type Network } from '../../../src/models/tensor/layers-model'
import { networkPass, newNetwork, stacked } from '../../../src/models/tensor/network'
import { gather, networkTrainer, slopes, type Batch, type NetworkRows } from '../../../src/models/tensor/train-network'
import { seeded } from '../../../src/models/seeded'
import { chooseTensorflow, tensorflow, type Tf } from '../../../src/models/tf'

const WIDTH = 5
const random = seeded(5, 'network test')
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal())
/** A network whose last layer is not 0 as a new one's is. */
const network = (units: readonly number[], seed: number): Network => newNetwork(WIDTH, units, seed).map((layer, l) => (l < units.length ? { ...layer, bias: numbers(layer.outputs) } : { ...layer, kernel: numbers(layer.kernel.length) }))
/** Layer by layer, unit by unit. */
function naive(layers: Network, inputs: readonly number[]): number {
  let at = inputs
  layers.forEach(({ outputs, kernel, bias }, l) => {
    at = Array.from({ length: outputs }, (_, o) => { const sum = at.reduce((total, value, i) => total + value * (kernel[i * outputs + o] as number), bias?.[o] ?? 0); return l === layers.length - 1 ? sum : Math.max(0, sum) })
  })
  return at[0] as number
}
const rowOf = (data: Float32Array, row: number): readonly number[] => [...data.subarray(row * WIDTH, (row + 1) * WIDTH)]
const BUILDS: readonly (readonly [string, readonly number[]])[] = [['no hidden layer', []], ['one', [7]], ['two', [7, 4]]]

/** tfjs-node too where it is installed. */
const BACKENDS = ['wasm', 'cpu', ...(() => { try { require('@tensorflow/tfjs-node'); return ['tensorflow'] } catch { return [] } })()]
let tf: Tf
beforeAll(async () => { chooseTensorflow('wasm'); tf = await tensorflow() })
afterEach(async () => { await tf.setBackend('wasm'); expect(tf.memory().numTensors).toBe(0) })

describe.each(BUILDS)('%s', (_, units) => {
  const networks = [network(units, 1), network(units, 2), network(units, 3)]
  const data = numbers(6 * WIDTH)
  const files = (weights: Uint8Array) => new Map([[WEIGHTS, weights]])

  test.each(BACKENDS)('on %s, networks side by side give what each gives alone', async (backend) => {
    await tf.setBackend(backend)
    const pass = networkPass(tf, stacked(networks))
    const scores = pass.run(data, 6)
    for (let row = 0; row < 6; row++) networks.forEach((one, n) => { expect(scores[row * 3 + n]).toBeCloseTo(naive(one, rowOf(data, row)), 5) })
    expect([...pass.run(data.slice(WIDTH, 2 * WIDTH), 1)].map((score, n) => Math.abs(score - (scores[3 + n] as number)) < 1e-6)).toEqual([true, true, true])
    expect(pass.run(new Float32Array(0), 0)).toHaveLength(0)
    pass.dispose()
  })
  test('TensorFlow.js reads the artefact for its own and gives the same', async () => {
    const { json, weights } = layersModel(networks)
    const { modelTopology, weightsManifest: [{ weights: weightSpecs }] } = JSON.parse(JSON.stringify(json)) as LayersJson
    const model = await loadLayersModel(io.fromMemory({ modelTopology, weightSpecs, weightData: weights.buffer as ArrayBuffer }))
    tf.tidy(() => {
      const scores = (model.predict(tf.tensor2d(data, [6, WIDTH])) as Tensor).dataSync()
      for (let row = 0; row < 6; row++) networks.forEach((one, n) => { expect(scores[row * 3 + n]).toBeCloseTo(naive(one, rowOf(data, row)), 5) })
    })
    model.dispose()
  })
  test('what was saved is read back bit for bit', () => {
    const { json, weights } = layersModel(networks)
    expect(readNetworks(json, files(weights), WIDTH)).toEqual(networks)
  })
  test('the gradient is the slope of the loss', () => {
    const batch: Batch = gather({ raceStart: Int32Array.of(0, 3, 4, 6), data, width: WIDTH, shares: Float64Array.of(0, 1, 0, 1, 0.5, 0.5), weights: Float64Array.of(1, 1, 0.5), offset: numbersOf(6) }, Int32Array.of(0, 1, 2))
    const first = networks[0] as Network
    const { gradients, loss } = slopes(tf, first, batch, () => 1, false)
    expect(loss).toBeGreaterThan(0)
    for (const [l, layer] of first.entries()) {
      for (const part of ['kernel', 'bias'] as const) {
        const values = layer[part]
        values?.forEach((value, i) => {
          const moved = (by: number): number => { values[i] = value + by; const { loss: there } = slopes(tf, first, batch, () => 1, false); values[i] = value; return there }
          expect(Math.abs((gradients[l]?.[part]?.[i] as number) - (moved(4e-3) - moved(-4e-3)) / 8e-3)).toBeLessThan(2e-3)
        })
      }
    }
  })
})
const numbersOf = (count: number): Float64Array => Float64Array.from(numbers(count))

test('a unit that is left out has no slope', () => {
  const layers = network([2], 9)
  const batch = gather({ raceStart: Int32Array.of(0, 2), data: numbers(2 * WIDTH), width: WIDTH, shares: Float64Array.of(1, 0), weights: Float64Array.of(1), offset: null }, Int32Array.of(0))
  let drawn = 0
  const { gradients } = slopes(tf, layers, batch, () => (drawn++ % 2 === 0 ? 0 : 2), true)
  expect([...(gradients[0]?.kernel ?? [])].filter((_, i) => i % 2 === 0)).toEqual(Array(WIDTH).fill(0))
  expect(gradients[1]?.kernel[0]).toBe(0)
  expect(drawn).toBe(4)
})
test('races are gathered whole, in the order asked for, and turned over', () => {
  const rows: NetworkRows = { raceStart: Int32Array.of(0, 1, 3), data: Float32Array.of(1, 2, 3, 4, 5, 6), width: 2, shares: Float64Array.of(1, 0, 1), weights: Float64Array.of(5, 6), offset: Float64Array.of(7, 8, 9) }
  expect(gather(rows, Int32Array.of(1, 0))).toEqual({
    starts: Int32Array.of(0, 2, 3), inputs: Float32Array.of(3, 4, 5, 6, 1, 2), turned: Float32Array.of(3, 5, 1, 4, 6, 2), shares: Float64Array.of(0, 1, 1), weights: Float64Array.of(6, 5), offset: Float64Array.of(8, 9, 7),
  })
})
describe('training', () => {
  // The winner is the one with the larger first input.
  const values = Float32Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? 1 : i % 4 === 2 ? -1 : random.normal() / 10))
  const rows: NetworkRows = { raceStart: Int32Array.from({ length: 101 }, (_, i) => 2 * i), data: values, width: 2, shares: Float64Array.from({ length: 200 }, (_, i) => Number(i % 2 === 0)), weights: new Float64Array(100).fill(1), offset: null }
  const build = { units: [4], dropout: 0.2, weightDecay: 0, learningRate: 0.05, batchRaces: 30, averaging: 0 }
  const trained = (seed: number, given = rows) => { const trainer = networkTrainer(tf, given, build, seed); const losses = Array.from({ length: 10 }, () => [...trainer.epoch()]).flat(); return { losses, layers: trainer.network() } }
  test('four batches of whole races an epoch; it begins with equal chances and learns', () => {
    const { losses } = trained(1)
    expect(losses).toHaveLength(40)
    expect(losses[0]).toBeCloseTo(Math.LN2, 6)
    expect(losses.at(-1)).toBeLessThan(0.1)
  })
  test('the same seed gives the same weights bit for bit, another one others', () => {
    expect(trained(1)).toEqual(trained(1))
    expect(trained(1).layers).not.toEqual(trained(2).layers)
  })
  test('a race that does not count changes nothing', () => {
    const one = { ...rows, weights: rows.weights.map((weight, race) => (race === 3 ? 0 : weight)) }
    expect(trained(1, { ...one, shares: one.shares.map((share, row) => (row === 6 || row === 7 ? 1 - share : share)) })).toEqual(trained(1, one))
    expect(trained(1, one).layers).not.toEqual(trained(1).layers)
  })
})

describe('what is refused', () => {
  const { json, weights } = layersModel([network([3], 1)])
  const named = (name: string, shape: number[]): LayersJson => ({ ...json, weightsManifest: [{ paths: [WEIGHTS], weights: json.weightsManifest[0].weights.map((one, i) => (i === 0 ? { ...one, name, shape } : one)) }] })
  const nan = new Uint8Array(weights); new DataView(nan.buffer).setFloat32(8, NaN, true)
  test.each<[string, LayersJson, Uint8Array | null, number, RegExp]>([
    ['no weights', json, null, WIDTH, /it is not there/],
    ['cut short', json, weights.subarray(0, 40), WIDTH, /has 40 bytes and should have 84/],
    ['longer', json, new Uint8Array(100), WIDTH, /has 100 bytes and should have 84/],
    ['a weight that is no number', json, nan, WIDTH, /network0_dense0\/kernel has a weight that is no number/],
    ['other inputs', json, weights, 6, /kernel of shape 5 x 3 has no place/],
    ['another name', named('dense/kernel', [5, 3]), weights, WIDTH, /dense\/kernel of shape 5 x 3 has no place/],
    ['layers that do not fit', named('network0_dense0/kernel', [3, 5]), weights, WIDTH, /has no place/],
    ['a network left out', named('network1_dense0/kernel', [5, 3]), weights, WIDTH, /has no place|does not end in one score/],
  ])('%s', (_, given, bytes, inputs, message) => { expect(() => readNetworks(given, new Map(bytes === null ? [] : [[WEIGHTS, bytes]]), inputs)).toThrow(message) })
})
