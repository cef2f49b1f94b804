import { buildSchema, getNamedType, isInputObjectType, isInterfaceType, isObjectType, isUnionType, printType, validateSchema, type GraphQLNamedType, type GraphQLSchema } from 'graphql'
import { ALL_BUT_ADMIN, SCOPES, type Scope } from '../../../src/access/scope'
import { maskOf } from '../../../src/access/scope-mask'
import { printGraph } from '../../../src/graphql/print-graph'
import { buildGraph } from '../../../src/graphql/schema'
import { createVisibleSchemas } from '../../../src/graphql/scopes/visible-schema'
import { declaredFor, SCOPE_SETS, suffices } from './sdl-oracle'

const schema = buildGraph()
const declared = buildSchema(printGraph(schema))
const visibleTo = createVisibleSchemas(schema)
const seenBy = (scopes: readonly Scope[]): GraphQLSchema => visibleTo(maskOf(scopes))
const ownTypes = (of: GraphQLSchema): readonly GraphQLNamedType[] => Object.values(of.getTypeMap()).filter(({ name }) => !name.startsWith('__'))
const coordinates = (of: GraphQLSchema): readonly string[] => ownTypes(of).flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []))
/** Fields that need no more than this, of types that may be reached. */
const allowed = (scopes: readonly Scope[]): ReadonlySet<string> => new Set(ownTypes(declared).flatMap((type) => (isObjectType(type) || isInterfaceType(type)
  ? Object.values(type.getFields()).filter((field) => suffices(declaredFor(type, field), scopes)).map((field) => `${type.name}.${field.name}`) : [])))

test('whoever has every scope sees the graph itself', () => { expect(seenBy(SCOPES)).toBe(schema) })

test('for each of the 64 sets of scopes it is a valid graph of nothing but what these may read', () => {
  for (const scopes of SCOPE_SETS) {
    const seen = seenBy(scopes)
    expect([scopes, validateSchema(seen).map(({ message }) => message)]).toEqual([scopes, []])
    const may = allowed(scopes)
    expect([scopes, coordinates(seen).filter((one) => !may.has(one))]).toEqual([scopes, []])
  }
})

test('whatever may be read and reached is seen, root fields first', () => {
  for (const scopes of SCOPE_SETS) {
    const may = allowed(scopes)
    const seen = new Set(coordinates(seenBy(scopes)))
    expect([scopes, [...may].filter((one) => /^(Query|Subscription)\./.test(one) && !seen.has(one))]).toEqual([scopes, []])
    const types = new Set(ownTypes(seenBy(scopes)).map(({ name }) => name))
    expect([scopes, [...may].filter((one) => types.has(one.split('.')[0]!) && !seen.has(one))]).toEqual([scopes, []])
  }
})

test('nothing stands there that nothing leads to', () => {
  for (const scopes of SCOPE_SETS) {
    const seen = seenBy(scopes)
    const named = new Set<string>(['Query', 'Subscription', 'ID', 'Int', 'Float', 'String', 'Boolean'])
    for (const directive of seen.getDirectives()) for (const arg of directive.args) named.add(getNamedType(arg.type).name)
    for (const type of ownTypes(seen)) {
      if (isUnionType(type)) for (const one of type.getTypes()) named.add(one.name)
      if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) named.add(getNamedType(field.type).name)
      if (isInterfaceType(type)) for (const one of seen.getPossibleTypes(type)) named.add(one.name)
      if (!isObjectType(type) && !isInterfaceType(type)) continue
      for (const field of Object.values(type.getFields())) for (const { type: of } of [field, ...field.args]) named.add(getNamedType(of).name)
      for (const one of type.getInterfaces()) named.add(one.name)
    }
    expect([scopes, ownTypes(seen).map(({ name }) => name).filter((name) => !named.has(name))]).toEqual([scopes, []])
  }
})

test('without any scope there are the time of the server and the own use, and what directives need', () => {
  const roots = coordinates(seenBy([])).filter((one) => one.startsWith('Query.')).sort()
  expect(roots).toEqual(['Query.fieldUsage', 'Query.serverTime', 'Query.usage'])
  expect(ownTypes(seenBy([])).map(({ name }) => name).sort()).toEqual(['Boolean', 'CacheControlScope', 'Date', 'DateTime', 'FieldUsage', 'Float', 'ID', 'Int', 'Query', 'Scope', 'String', 'Usage', 'UsageBy', 'UsageError'])
})

test('whoever has all but admin sees no spending, and everything else as it is', () => {
  const seen = seenBy(ALL_BUT_ADMIN)
  const [all, some] = [new Set(coordinates(schema)), new Set(coordinates(seen))]
  const hidden = [...all].filter((one) => !some.has(one))
  expect(hidden).toEqual(expect.arrayContaining(['Query.llmSpend', 'LlmSpend.calls', 'Commentary.cost']))
  expect(hidden.filter((one) => suffices(declaredFor(declared.getType(one.split('.')[0]!) as never, (declared.getType(one.split('.')[0]!) as never as { getFields(): Record<string, never> }).getFields()[one.split('.')[1]!]!), ALL_BUT_ADMIN))).toEqual([])
  expect([seen.getType('LlmSpend'), seen.getType('SpendBy'), seen.getType('LlmPurpose')]).toEqual([undefined, undefined, undefined])
  for (const name of ['Runner', 'Prediction', 'RaceFilter', 'Node']) expect(printType(seen.getType(name)!)).toBe(printType(schema.getType(name)!))
})

test('interfaces and unions are cut to what is left of them', () => {
  const names = (scopes: readonly Scope[]) => seenBy(scopes).getPossibleTypes(seenBy(scopes).getType('Node') as never).map(({ name }) => name)
  expect(names(['live'])).toEqual(['Market'])
  expect(names(['racing'])).not.toContain('Market')
  expect(seenBy(['racing']).getType('PredictionResult')).toBeUndefined()
  expect(seenBy(['live']).getType('Participant')).toBeUndefined()
  expect((seenBy(['racing', 'predictions']).getType('PredictionResult') as never as { getTypes(): readonly { name: string }[] }).getTypes().map(({ name }) => name)).toEqual(['Prediction', 'NoPrediction'])
})
