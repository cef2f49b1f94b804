import { barrier } from './barrier'
import { chemistry } from './chemistry'
import { distance } from './distance'
import { fitness } from './fitness'
import { form } from './form'
import { gear } from './gear'
import { horse } from './horse'
import { jockey } from './jockey'
import { market } from './market'
import { pedigree } from './pedigree'
import { race } from './race'
import { raceClass } from './race-class'
import { sectionals } from './sectionals'
import { speed } from './speed'
import { style } from './style'
import { track } from './track'
import { trainer } from './trainer'
import { trials } from './trials'
import { venue } from './venue'
import { weather } from './weather'
import { weight } from './weight'
import type { Category, Feature, Input } from './define'
import { hashOf } from './encode'
import { HISTORY_VERSION } from './history/run-columns'

/** Order is the column order of the model input. Append; never reorder. */
export const CATEGORIES = [race, raceClass, track, barrier, weight, jockey, trainer, horse, form, speed, sectionals, style, fitness, trials, distance, venue, pedigree, gear, chemistry, weather, market] as const satisfies readonly Category[]

type Defined = (typeof CATEGORIES)[number]
export type FeatureCategory = Defined['category']
export type FeatureName = Defined['features'][number]['name']
export const FEATURES: readonly Feature<FeatureName>[] = CATEGORIES.flatMap((category) => [...category.features])

const BY_NAME: ReadonlyMap<string, Feature<FeatureName>> = new Map(FEATURES.map((feature) => [feature.name, feature]))
export const isFeatureName = (name: string): name is FeatureName => BY_NAME.has(name)
export const featureNamed = (name: FeatureName): Feature<FeatureName> => BY_NAME.get(name) as Feature<FeatureName>
export const categoryOf = (name: FeatureName): FeatureCategory => name.slice(0, name.indexOf('.')) as FeatureCategory
export const isFeatureCategory = (word: string): word is FeatureCategory => CATEGORIES.some(({ category }) => category === word)
export const featuresIn = (category: FeatureCategory): readonly Feature<FeatureName>[] => FEATURES.filter((feature) => categoryOf(feature.name) === category)

/** Names the definitions that values were computed by: changes whenever a feature is added or its version raised. */
export const FEATURE_SET = `${FEATURES.length}-${hashOf(FEATURES.map(({ name, version }) => `${name}@${version}`).join(' ') + ` history@${HISTORY_VERSION}`).toString(36)}`

/** The features asked for and those they are made from, in registry order. */
export function withSources(names: Iterable<FeatureName>): readonly Feature<FeatureName>[] {
  const wanted = new Set<string>(names)
  for (const feature of [...FEATURES].reverse()) if (wanted.has(feature.name) && feature.scope === 'field') wanted.add(feature.of)
  return FEATURES.filter(({ name }) => wanted.has(name))
}
/** Everything beside the card that must be read to compute them. */
export const inputsOf = (features: readonly Feature[]): ReadonlySet<Input> => new Set(features.flatMap((feature) => (feature.scope === 'field' ? [] : feature.inputs ?? [])))
