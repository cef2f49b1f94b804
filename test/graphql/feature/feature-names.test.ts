import { isEnumType } from 'graphql'
import { CATEGORIES, FEATURES } from '../../../src/features/registry'
import { categoryOfWord, nameOfWord, wordOf } from '../../../src/graphql/feature/feature-name.enum'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { createOperationFacts } from '../../../src/graphql/limits/operation-facts'
import { buildGraph } from '../../../src/graphql/schema'
import { parse, type OperationDefinitionNode } from 'graphql'

const schema = buildGraph()
const valuesOf = (name: string): readonly string[] => { const type = schema.getType(name); return isEnumType(type) ? type.getValues().map((value) => value.name) : [] }

test.each([
  ['form.lastPosition', 'FORM_LAST_POSITION'], ['raceClass.prizePerStarter', 'RACE_CLASS_PRIZE_PER_STARTER'], ['form.winRateLast6', 'FORM_WIN_RATE_LAST6'], ['jockey.winRate365', 'JOCKEY_WIN_RATE365'],
])('%s is written %s', (name, word) => { expect(wordOf(name)).toBe(word) })

test('every feature and category has a word of its own that leads back to it', () => {
  expect(valuesOf('FeatureName')).toHaveLength(FEATURES.length)
  expect(valuesOf('FeatureName').map(nameOfWord)).toEqual(FEATURES.map(({ name }) => name))
  expect(valuesOf('FeatureCategory').map(categoryOfWord)).toEqual(CATEGORIES.map(({ category }) => category))
})

describe('cost', () => {
  const cost = (selection: string, variables: Record<string, unknown> = {}): number => {
    const document = parse(`query ($names: [FeatureName!]) { race(id: "x") { runners { nodes { features${selection} } } } }`)
    return createOperationFacts(schema, { ...defaultDocumentLimits, maxCost: 1_000_000 })(document, document.definitions[0] as OperationDefinitionNode).cost(variables)
  }
  const FIELD = 24
  const PLAIN = 1 + 1 + FIELD // race, connection, runners
  test.each<readonly [string, string, number]>([
    ['5 a runner, 1 a value', '(names: [BARRIER_NUMBER]) { features { value } }', PLAIN + FIELD * (5 + 1)],
    ['2 where definitions are asked for', '(names: [BARRIER_NUMBER, BARRIER_THIRD_IMPACT]) { features { value definition { path } } }', PLAIN + FIELD * (5 + 2 * 2)],
    ['300 values without names', '{ features { value } }', PLAIN + FIELD * (5 + 300)],
    ['categories alone bound nothing', '(categories: [BARRIER]) { features { value } }', PLAIN + FIELD * (5 + 300)],
    ['no values', '(names: [BARRIER_NUMBER]) { asOf }', PLAIN + FIELD * 5],
  ])('%s', (_, selection, expected) => { expect(cost(selection)).toBe(expected) })
  test('names by a variable', () => { expect(cost('(names: $names) { features { value } }', { names: ['BARRIER_NUMBER', 'BARRIER_THIRD_IMPACT', 'FORM_STARTS'] })).toBe(PLAIN + FIELD * (5 + 3)) })
})
