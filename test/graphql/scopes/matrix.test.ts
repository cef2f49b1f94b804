import { GraphQLError, Kind, parse, validate, type OperationDefinitionNode } from 'graphql'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { createOperationFacts } from '../../../src/graphql/limits/operation-facts'
import { printGraph } from '../../../src/graphql/print-graph'
import { buildGraph } from '../../../src/graphql/schema'
import { fieldDocuments, SCOPE_SETS, smallestSets, suffices } from './sdl-oracle'

const schema = buildGraph()
const documents = fieldDocuments(printGraph(schema))
const factsOf = createOperationFacts(schema, defaultDocumentLimits)
const checkOf = (text: string) => {
  const document = parse(text)
  expect([text, validate(schema, document).map(({ message }) => message)]).toEqual([text, []])
  return factsOf(document, document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)!).checkScopes
}
const checked = documents.map((document) => ({ ...document, check: checkOf(document.text) }))
const refusalOf = (check: () => void): GraphQLError | null => {
  try { check(); return null } catch (error) { if (error instanceof GraphQLError) return error; throw error }
}

test('there is a document for every field of every type', () => {
  const fields = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__')).flatMap((type) => ('getFields' in type && !('isOneOf' in type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []))
  expect(documents.map(({ coordinate }) => coordinate).sort()).toEqual(fields.sort())
  expect(fields.length).toBeGreaterThan(600)
})

test('every field by every set of scopes: allowed exactly where the SDL says so', () => {
  const wrong: unknown[] = []
  for (const { coordinate, check, needs } of checked) {
    for (const scopes of SCOPE_SETS) {
      const refused = refusalOf(() => { check(scopes) })
      if ((refused === null) !== suffices(needs, scopes)) wrong.push([coordinate, scopes, refused?.message])
    }
  }
  expect(wrong).toEqual([])
  expect([SCOPE_SETS.length, new Set(SCOPE_SETS.map(String)).size]).toEqual([64, 64])
})

test('what is told to be missing is the least that is enough', () => {
  const wrong: unknown[] = []
  for (const { coordinate, check, needs } of checked) {
    for (const scopes of SCOPE_SETS) {
      const refused = refusalOf(() => { check(scopes) })
      if (refused === null) continue
      const { code, missing, fields } = refused.extensions as { code: string; missing: readonly string[]; fields: readonly string[] }
      const least = Math.min(...SCOPE_SETS.filter((more) => suffices(needs, [...scopes, ...more])).map((more) => more.length))
      const isRight = code === 'FORBIDDEN' && missing.length === least && !missing.some((scope) => scopes.includes(scope as never)) && suffices(needs, [...scopes, ...missing]) && fields.length > 0 && fields.length <= 5
      if (!isRight) wrong.push([coordinate, scopes, refused.extensions])
    }
  }
  expect(wrong).toEqual([])
})

test('somebody with any one scope may read something that nobody without it may', () => {
  const first = (scope: string) => documents.find(({ needs }) => smallestSets(needs).every((set) => set.includes(scope as never)))?.coordinate
  expect(['racing', 'features', 'predictions', 'live', 'commentary', 'admin'].map((scope) => typeof first(scope))).toEqual(Array.from({ length: 6 }, () => 'string'))
})
