import type { Feature } from '../../src/features/define'
import { CATEGORIES, categoryOf, FEATURE_SET, featureNamed, FEATURES, featuresIn, inputsOf, isFeatureName, withSources } from '../../src/features/registry'
import { SLOT_INDEX } from '../../src/features/history/lookups'

const ROOMS = [
  'race', 'class', 'track', 'barrier', 'weight', 'jockey', 'trainer', 'horse', 'form', 'speed', 'sectionals', 'style', 'fitness', 'trials', 'distance', 'venue', 'pedigree', 'gear', 'chemistry', 'weather', 'market',
]
const names = FEATURES.map(({ name }) => name)
const wrong = (isRight: (feature: Feature, place: number) => boolean): readonly string[] => FEATURES.filter((feature, place) => !isRight(feature, place)).map(({ name }) => name)

describe('the registry', () => {
  test('21 categories in the order of the model input', () => { expect(CATEGORIES.map(({ category }) => category)).toEqual(ROOMS) })
  test('185 features or more', () => { expect(FEATURES.length).toBeGreaterThanOrEqual(185) })
  test('between six and fourteen in each category', () => {
    expect(CATEGORIES.filter(({ features }) => features.length < 6 || features.length > 14).map(({ category, features }) => `${category}: ${features.length}`)).toEqual([])
  })
  test('names are unique, in their category, one word in camel case', () => {
    expect(new Set(names).size).toBe(names.length)
    expect(wrong(({ name }) => /^[a-z][A-Za-z]*\.[a-z][A-Za-z0-9]*$/.test(name))).toEqual([])
    expect(CATEGORIES.flatMap(({ category, features }) => features.filter(({ name }) => !name.startsWith(`${category}.`)))).toEqual([])
  })
  test('names stay unique as words of an enum', () => { expect(new Set(names.map((name) => name.replace('.', '_').toUpperCase())).size).toBe(names.length) })
  test('descriptions are sentences of their own', () => {
    expect(wrong(({ description }) => /^[A-Z0-9].*\.$/.test(description) && !description.includes('\n') && description.length < 240)).toEqual([])
    expect(wrong(({ description }, place) => FEATURES.findIndex((other) => other.description === description) === place)).toEqual([])
    expect(CATEGORIES.filter(({ description }) => !/^[A-Z].*\.$/.test(description))).toEqual([])
  })
  test('versions are whole and start at 1', () => { expect(wrong(({ version }) => Number.isInteger(version) && version >= 1)).toEqual([]) })
  test('a policy is stated, constants are finite', () => {
    expect(wrong(({ missing }) => ['never', 'constant', 'fieldMean', 'trainingMean'].includes(missing.policy))).toEqual([])
    expect(wrong(({ missing }) => missing.policy !== 'constant' || Number.isFinite(missing.value))).toEqual([])
  })
  test('what is the same for a whole race has no mean of the field', () => { expect(wrong(({ scope, missing }) => scope !== 'race' || missing.policy !== 'fieldMean')).toEqual([]) })
  test('codes say what each value means; only codes and weekdays have words', () => {
    expect(wrong(({ unit, words }) => unit !== 'code' || (words !== undefined && words.length > 1))).toEqual([])
    expect(wrong(({ unit, words }) => words === undefined || unit === 'code' || unit === 'weekday' || unit === 'month')).toEqual([])
  })
  test('a feature of the field is made from one that comes before it and is not of a race', () => {
    expect(wrong((feature, place) => feature.scope !== 'field' || (names.slice(0, place) as readonly string[]).includes(feature.of))).toEqual([])
    expect(wrong((feature) => feature.scope !== 'field' || (isFeatureName(feature.of) && featureNamed(feature.of).scope !== 'race'))).toEqual([])
  })
  test('inputs exist and are told once', () => {
    const known = (input: string): boolean => ['past', 'trials', 'market'].includes(input) || input in SLOT_INDEX
    expect(wrong((feature) => feature.scope === 'field' || (feature.inputs ?? []).every(known))).toEqual([])
  })
  test('only the market room reads prices of the race, and all of it does', () => {
    expect(wrong(({ name }) => inputsOf(withSources([featureNamed(name as (typeof names)[number]).name])).has('market') === name.startsWith('market.'))).toEqual([])
  })
})

describe('asking the registry', () => {
  test('by name and by category', () => {
    expect(isFeatureName('market.chance')).toBe(true)
    expect(isFeatureName('market.luck')).toBe(false)
    expect(featureNamed('market.chance')).toMatchObject({ name: 'market.chance', scope: 'field', of: 'market.current' })
    expect(categoryOf('market.chance')).toBe('market')
    expect(featuresIn('market')).toHaveLength(14)
  })
  test('sources come along, once, in registry order', () => {
    expect(withSources(['market.openness', 'market.favourite']).map(({ name }) => name)).toEqual(['market.current', 'market.chance', 'market.favourite', 'market.openness'])
    expect(withSources([])).toEqual([])
  })
  test('inputs of sources count', () => {
    expect([...inputsOf(withSources(['market.openness']))]).toEqual(['market'])
    expect([...inputsOf([featureNamed('market.openness')])]).toEqual([])
  })
  test('the set is named after how many there are and all of their versions', () => { expect(FEATURE_SET).toMatch(new RegExp(`^${FEATURES.length}-[0-9a-z]+$`)) })
})
