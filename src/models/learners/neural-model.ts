import { z } from 'zod'
import { MODEL_JSON, readModelJson, toModelJson } from '../artefact/model-json'
import { oncePerBatch } from '../data/kept-batch'
import type { RaceBatch } from '../data/race-table'
import { featuresOf, widthOf } from '../inputs/encoder'
import { encoderSchema } from '../inputs/encoder-schema'
import { marketLogs, withMarket } from '../inputs/market-offset'
import { sharedMatrix } from '../inputs/shared-matrix'
import type { LoadModel, Model } from '../model'
import { layersModel, layersShape, readNetworks, WEIGHTS } from '../tensor/layers-model'
import { networkPass, stacked } from '../tensor/network'
import { tensorflow, type Tf } from '../tf'
import type { NeuralArtefact } from './neural-artefact'
import { neuralContributions } from './neural-contributions'
import { shareRest } from './share-rest'

const memberScores = oncePerBatch<NeuralArtefact, readonly Float64Array[]>()
export function neuralModel(tf: Tf, artefact: NeuralArtefact): Model {
  const { encoder, networks, marketPower } = artefact
  const count = networks.length
  const features = withMarket(featuresOf(encoder), marketPower !== null)
  const pass = networkPass(tf, stacked(networks))
  // The first run compiles and lays out weights: better now than for who asks first.
  pass.run(new Float32Array(widthOf(encoder)), 1)
  const matrixOf = sharedMatrix(encoder)
  const members = (batch: RaceBatch): readonly Float64Array[] => memberScores(batch, artefact, () => {
    const { data, rows } = matrixOf(batch)
    const scores = pass.run(data, rows)
    const logs = marketPower === null ? null : marketLogs(batch)
    return networks.map((_, n) => Float64Array.from({ length: rows }, (_row, row) => (scores[row * count + n] as number) + (logs === null ? 0 : (marketPower as number) * (logs[row] as number))))
  })
  const scores = (batch: RaceBatch): Float64Array => {
    const all = members(batch)
    return Float64Array.from(all[0] ?? [], (_, row) => all.reduce((sum, one) => sum + (one[row] as number), 0) / count)
  }
  return {
    kind: 'neural', features, members, scores,
    contributions: (batch) => {
      const told = neuralContributions(artefact, features, batch, matrixOf(batch))
      shareRest(told.values, features.length, scores(batch), batch.raceStart)
      return told
    },
    save: () => {
      const { json, weights } = layersModel(networks)
      return new Map([[MODEL_JSON, toModelJson({ kind: 'neural', marketPower, encoder, ...json })], [WEIGHTS, weights]])
    },
    dispose: () => { pass.dispose() },
  }
}

const shape = z.object({ kind: z.literal('neural'), marketPower: z.number().nullable(), encoder: encoderSchema, ...layersShape.shape })
export const loadNeural: LoadModel = async (files) => {
  const { marketPower, encoder, ...json } = readModelJson(files, shape)
  const networks = readNetworks(json, files, widthOf(encoder))
  return neuralModel(await tensorflow(), { encoder, marketPower, networks })
}
