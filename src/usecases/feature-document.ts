import type { Feature, Missing } from '../features/define'
import { CATEGORIES, categoryOf, FEATURE_SET, FEATURES, type FeatureName } from '../features/registry'

/** A feature as it is written down for other programs. */
export interface FeatureRecord {
  readonly name: string; readonly version: number; readonly category: string; readonly scope: Feature['scope']; readonly unit: string
  readonly words: readonly string[] | null; readonly description: string; readonly missing: Missing
  /** What is read for it beside the card; for one of scope `field`, nothing but the feature `of`. */
  readonly inputs: readonly string[]
  readonly of: string | null
}
export interface RegistryDocument { readonly featureSet: string; readonly categories: readonly { readonly category: string; readonly description: string }[]; readonly features: readonly FeatureRecord[] }

const record = (feature: Feature<FeatureName>): FeatureRecord => ({
  name: feature.name, version: feature.version, category: categoryOf(feature.name), scope: feature.scope, unit: feature.unit, words: feature.words ?? null, description: feature.description, missing: feature.missing,
  inputs: feature.scope === 'field' ? [] : feature.inputs ?? [], of: feature.scope === 'field' ? feature.of : null,
})

/** All features in registry order: `schema/features.json`. */
export const registryDocument = (): RegistryDocument =>
  ({ featureSet: FEATURE_SET, categories: CATEGORIES.map(({ category, description }) => ({ category, description })), features: FEATURES.map(record) })

export const registryText = (): string => `${JSON.stringify(registryDocument(), null, 2)}\n`

/** What a model puts where a value is missing, in words. */
export function missingText(missing: Missing): string {
  const told = missing.policy !== 'never' && missing.flag === true ? ', and is told so' : ''
  switch (missing.policy) {
    case 'never': return 'never missing'
    case 'constant': return `${missing.value}${told}`
    case 'fieldMean': return `mean of the rest of the field${told}`
    case 'trainingMean': return `mean of the training rows${told}`
  }
}
