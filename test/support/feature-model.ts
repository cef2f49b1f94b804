import { featureNamed, type FeatureName } from '../../src/features/registry'
import { MODEL_JSON, toModelJson } from '../../src/models/artefact/model-json'
import { columnOf } from '../../src/models/data/race-table'
import { versioned } from '../../src/models/inputs/encoder'
import type { LoadModel, Model } from '../../src/models/model'

/** A model whose scores are one feature times a weight; kept as a conditional logit would be, of a shape of its own. */
export function featureModel(name: FeatureName, weight: number, disposed: () => void = () => undefined): Model {
  const scores: Model['scores'] = (batch) => columnOf(batch, name).map((value) => weight * value)
  return {
    kind: 'conditional-logit', features: [name], scores, members: (batch) => [scores(batch)],
    contributions: (batch) => ({ features: [name], values: scores(batch), baseline: weight }),
    save: () => new Map([[MODEL_JSON, toModelJson({ kind: 'conditional-logit', feature: versioned(featureNamed(name)), weight })]]),
    dispose: disposed,
  }
}
export const loadFeatureModel: LoadModel = async (files) => {
  const { feature, weight } = JSON.parse(new TextDecoder().decode(files.get(MODEL_JSON))) as { feature: string; weight: number }
  return Promise.resolve(featureModel(feature.slice(0, feature.indexOf('@')) as FeatureName, weight))
}
