import { createHash } from 'node:crypto'
import { FEATURE_SET, featureNamed } from '../../src/features/registry'
import type { DataRange, ModelCard } from '../../src/models/artefact/card'
import { versioned } from '../../src/models/inputs/encoder'
import type { Model } from '../../src/models/model'
import { modelStore } from '../../src/storage/models/model-store'

export const dataRange = (from: string, to: string): DataRange => ({ from, to, races: 1, runners: 1 })
/** Puts a model into a folder of models as version 1 of its name. */
export const storeModel = (folder: string, name: string, model: Model, data: Partial<ModelCard['data']> = {}): Promise<void> => {
  const files = model.save()
  return modelStore(folder, null).write({
    files,
    card: {
      name, version: 1, kind: model.kind, title: name, purpose: 'tests', notFor: 'anything else', limits: [], usesPrices: model.features.some((feature) => feature.startsWith('market.')), features: model.features.map((feature) => versioned(featureNamed(feature))), featureSet: FEATURE_SET,
      data: { sources: ['SYNTHETIC'], train: dataRange('2024-08-01', '2025-08-07'), validate: dataRange('2025-08-08', '2025-08-14'), refitted: false, digest: '0'.repeat(64), ...data },
      seed: 1, params: {}, members: [], intervalFactor: null, trainedAt: '2025-08-14T00:00:00.000Z', trainedBy: 'tests', cpuSeconds: 0, evaluation: null,
      files: Object.fromEntries([...files].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')])),
    },
  })
}
