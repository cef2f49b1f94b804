import { registerEnumType } from 'type-graphql'
import { CATEGORIES, FEATURES, type FeatureCategory, type FeatureName } from '../../features/registry'

/** `form.winRateLast6` as GraphQL writes it: `FORM_WIN_RATE_LAST6`. */
export const wordOf = (name: string): string => name.replace(/\./g, '_').replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()

const NAMES: ReadonlyMap<string, FeatureName> = new Map(FEATURES.map(({ name }) => [wordOf(name), name]))
const CATEGORY_NAMES: ReadonlyMap<string, FeatureCategory> = new Map(CATEGORIES.map(({ category }) => [wordOf(category), category]))
/** Of a word that GraphQL has already let through. */
export const nameOfWord = (word: string): FeatureName => NAMES.get(word) as FeatureName
export const categoryOfWord = (word: string): FeatureCategory => CATEGORY_NAMES.get(word) as FeatureCategory

/** Answers are given as the words themselves: compiled operations do not translate enums. */
const wordsOf = (names: Iterable<string>): Readonly<Record<string, string>> => Object.fromEntries([...names].map((word) => [word, word]))
export const FeatureNameEnum = wordsOf(NAMES.keys())
export const FeatureCategoryEnum = wordsOf(CATEGORY_NAMES.keys())
export const FeatureScope = { RACE: 'RACE', RUNNER: 'RUNNER', FIELD: 'FIELD' } as const

registerEnumType(FeatureNameEnum, {
  name: 'FeatureName', description: 'Every feature. Generated from the registry: docs/FEATURES.md has them all with their formulas.',
  valuesConfig: Object.fromEntries(FEATURES.map(({ name, description, unit }) => [wordOf(name), { description: `${description} Unit: ${unit}.` }])),
})
registerEnumType(FeatureCategoryEnum, {
  name: 'FeatureCategory', description: 'What features are about.',
  valuesConfig: Object.fromEntries(CATEGORIES.map(({ category, description }) => [wordOf(category), { description }])),
})
registerEnumType(FeatureScope, {
  name: 'FeatureScope', description: 'Whom the values of a feature are of.',
  valuesConfig: { RACE: { description: 'The race: the same for all its runners.' }, RUNNER: { description: 'One runner, whoever it meets.' }, FIELD: { description: 'A runner within its field: made from the values of another feature for all runners.' } },
})
