import type { Tensor2D } from '@tensorflow/tfjs-core'
import { seeded } from '../seeded'
import type { Tf } from '../tf'
import type { Dense, Network } from './layers-model'

/** Layers of `units` with ReLU and one score at the end. Kernels are normal with variance 2 / inputs (He), the last layer 0: it begins with equal chances. */
export function newNetwork(inputs: number, units: readonly number[], seed: number): Network {
  const random = seeded(seed, 'network')
  const hidden = units.map((outputs, l): Dense => {
    const from = l === 0 ? inputs : (units[l - 1] as number)
    return { inputs: from, outputs, kernel: Float32Array.from({ length: from * outputs }, () => random.normal() * Math.sqrt(2 / from)), bias: new Float32Array(outputs) }
  })
  return [...hidden, { inputs: units.at(-1) ?? inputs, outputs: 1, kernel: new Float32Array(units.at(-1) ?? inputs), bias: null }]
}

/** One layer of all networks side by side: the first reads the same inputs, later ones each its own part of what came before. */
function side(layers: readonly Dense[], first: boolean): Dense {
  const inputs = first ? (layers[0] as Dense).inputs : layers.reduce((sum, one) => sum + one.inputs, 0)
  const outputs = layers.reduce((sum, one) => sum + one.outputs, 0)
  const kernel = new Float32Array(inputs * outputs)
  const bias = new Float32Array(outputs)
  let [row, column] = [0, 0]
  for (const layer of layers) {
    for (let i = 0; i < layer.inputs; i++) for (let o = 0; o < layer.outputs; o++) kernel[(row + i) * outputs + column + o] = layer.kernel[i * layer.outputs + o] as number
    if (layer.bias !== null) bias.set(layer.bias, column)
    if (!first) row += layer.inputs
    column += layer.outputs
  }
  return { inputs, outputs, kernel, bias }
}
/** Networks of one build as one with a score each, so that a few large products take the place of many small ones. */
export const stacked = (networks: readonly Network[]): Network => (networks[0] ?? []).map((_, l) => side(networks.map((network) => network[l] as Dense), l === 0))

/** Weights in the memory of TensorFlow.js. */
export interface Pass {
  /** Rows of inputs; gives a number a row and output, row by row. */
  run(data: Float32Array, rows: number): Float32Array
  dispose(): void
}
export function networkPass(tf: Tf, network: Network): Pass {
  const layers = network.map(({ inputs, outputs, kernel, bias }, l) => ({
    kernel: tf.tensor2d(kernel, [inputs, outputs]), bias: bias === null ? undefined : tf.tensor1d(bias), activation: l === network.length - 1 ? 'linear' as const : 'relu' as const,
  }))
  const inputs = network[0]?.inputs ?? 0
  return {
    run(data, rows) {
      const scores = new Float32Array(rows * (network.at(-1)?.outputs ?? 0))
      if (rows === 0) return scores
      tf.tidy(() => {
        let at: Tensor2D = tf.tensor2d(data, [rows, inputs])
        for (const { kernel, bias, activation } of layers) at = tf.fused.matMul({ a: at, b: kernel, ...(bias === undefined ? {} : { bias }), activation }) as Tensor2D
        scores.set(at.dataSync())
      })
      return scores
    },
    dispose: () => { for (const { kernel, bias } of layers) { kernel.dispose(); bias?.dispose() } },
  }
}
