import { z } from 'zod'
import { AppError } from '../../domain/errors'
import type { ModelFiles } from '../model'

/** A layer of weighted sums: `kernel` is [inputs, outputs] row by row. All but the last layer of a network are cut off at 0 (ReLU). */
export interface Dense { readonly inputs: number; readonly outputs: number; readonly kernel: Float32Array; readonly bias: Float32Array | null }
/** Layers in order, from the inputs to one score. */
export type Network = readonly Dense[]

export const WEIGHTS = 'weights.bin'
const layerName = (network: number, layer: number): string => `network${network}_dense${layer}`
/** What tfjs writes of a layers model: `loadLayersModel` reads it. Networks share the inputs and give a column each. */
export const layersShape = z.object({
  format: z.literal('layers-model'),
  modelTopology: z.looseObject({}),
  weightsManifest: z.tuple([z.object({
    paths: z.tuple([z.literal(WEIGHTS)]),
    weights: z.array(z.object({ name: z.string(), shape: z.array(z.number().int().positive()), dtype: z.literal('float32') })).min(1),
  })]),
})
export type LayersJson = z.infer<typeof layersShape>

export function layersModel(networks: readonly Network[]): { readonly json: LayersJson; readonly weights: Uint8Array } {
  const weights: { name: string; shape: number[]; dtype: 'float32'; values: Float32Array }[] = []
  networks.forEach((network, n) => {
    network.forEach(({ inputs, outputs, kernel, bias }, l) => {
      weights.push({ name: `${layerName(n, l)}/kernel`, shape: [inputs, outputs], dtype: 'float32', values: kernel })
      if (bias !== null) weights.push({ name: `${layerName(n, l)}/bias`, shape: [outputs], dtype: 'float32', values: bias })
    })
  })
  const bytes = new DataView(new ArrayBuffer(4 * weights.reduce((sum, { values }) => sum + values.length, 0)))
  let place = 0
  for (const { values } of weights) for (const value of values) { bytes.setFloat32(place, value, true); place += 4 }
  return {
    json: { format: 'layers-model', modelTopology: topology(networks), weightsManifest: [{ paths: [WEIGHTS], weights: weights.map(({ name, shape, dtype }) => ({ name, shape, dtype })) }] },
    weights: new Uint8Array(bytes.buffer),
  }
}

type Inbound = readonly (readonly [string, number, number, object])[]
const layer = (className: string, name: string, config: object, from: Inbound | null) => ({ name, class_name: className, config: { name, trainable: true, ...config }, inbound_nodes: from === null ? [] : [from] })
function topology(networks: readonly Network[]) {
  const layers = [layer('InputLayer', 'inputs', { batch_input_shape: [null, networks[0]?.[0]?.inputs ?? 0], dtype: 'float32', sparse: false }, null)]
  const ends = networks.map((network, n) => {
    let before = 'inputs'
    network.forEach(({ outputs, bias }, l) => {
      const name = layerName(n, l)
      layers.push(layer('Dense', name, { units: outputs, activation: l === network.length - 1 ? 'linear' : 'relu', use_bias: bias !== null, dtype: 'float32' }, [[before, 0, 0, {}]]))
      before = name
    })
    return before
  })
  if (ends.length > 1) layers.push(layer('Concatenate', 'scores', { axis: -1 }, ends.map((end) => [end, 0, 0, {}])))
  return { class_name: 'Model', config: { name: 'racegraph', layers, input_layers: [['inputs', 0, 0]], output_layers: [[ends.length > 1 ? 'scores' : ends[0] ?? 'inputs', 0, 0]] }, keras_version: 'tfjs-layers 4.22.0', backend: 'tensor_flow.js' }
}

const wrong = (why: string): AppError => new AppError('CONFIG_INVALID', `${WEIGHTS} does not fit model.json: ${why}: get or train the model anew`)
/** The networks of an artefact. @throws AppError CONFIG_INVALID when the weights are not those that `model.json` names, or not numbers */
export function readNetworks({ weightsManifest: [{ weights }] }: LayersJson, files: ModelFiles, inputs: number): readonly Network[] {
  const bytes = files.get(WEIGHTS)
  if (bytes === undefined) throw wrong('it is not there')
  const expected = weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 4), 0)
  if (bytes.byteLength !== expected) throw wrong(`it has ${bytes.byteLength} bytes and should have ${expected}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const networks: { inputs: number; outputs: number; kernel: Float32Array; bias: Float32Array | null }[][] = []
  let place = 0
  for (const { name, shape } of weights) {
    const values = new Float32Array(shape.reduce((a, b) => a * b, 1))
    for (let i = 0; i < values.length; i++, place += 4) values[i] = view.getFloat32(place, true)
    if (!values.every(Number.isFinite)) throw wrong(`${name} has a weight that is no number`)
    const [, network, at, part] = /^network(\d+)_dense(\d+)\/(kernel|bias)$/.exec(name) ?? []
    const layers = (networks[Number(network)] ??= [])
    const here = layers[Number(at)]
    const [first = 0, second = 0] = shape
    if (part === 'kernel' && here === undefined && Number(at) === layers.length && shape.length === 2 && first === (layers.at(-1)?.outputs ?? inputs)) layers.push({ inputs: first, outputs: second, kernel: values, bias: null })
    else if (part === 'bias' && here !== undefined && shape.length === 1 && first === here.outputs) here.bias = values
    else throw wrong(`${name} of shape ${shape.join(' x ')} has no place in it`)
  }
  if (networks.length === 0 || Array.from(networks).some((network) => network === undefined || network.at(-1)?.outputs !== 1)) throw wrong('a network does not end in one score')
  return networks
}
