import type { Feature, Missing } from '../../features/define'
import { categoryOf, FEATURES, type FeatureName } from '../../features/registry'
import type { FeatureDefinition } from './feature.type'
import { wordOf } from './feature-name.enum'

function inPlace(missing: Missing): string {
  switch (missing.policy) {
    case 'never': return 'Never missing once the card is there.'
    case 'constant': return `A model takes ${missing.value} where it is missing${missing.flag === true ? ', and is told so' : ''}.`
    case 'fieldMean': return `A model takes the mean of the rest of the field where it is missing${missing.flag === true ? ', and is told so' : ''}.`
    case 'trainingMean': return `A model takes the mean of its training rows where it is missing${missing.flag === true ? ', and is told so' : ''}.`
  }
}

const describeFeature = (feature: Feature<FeatureName>): FeatureDefinition => ({
  name: wordOf(feature.name), path: feature.name, category: wordOf(categoryOf(feature.name)), description: feature.description, unit: feature.unit,
  scope: feature.scope.toUpperCase(), version: feature.version, whenMissing: inPlace(feature.missing), words: feature.words ?? null,
})
const DEFINITIONS: ReadonlyMap<FeatureName, FeatureDefinition> = new Map(FEATURES.map((feature) => [feature.name, describeFeature(feature)]))
export const definitionOf = (name: FeatureName): FeatureDefinition => DEFINITIONS.get(name) as FeatureDefinition
