import { buildSubgraphSchema } from '@apollo/subgraph'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  getNamedType, getNullableType, GraphQLInt, isCompositeType, isInterfaceType, isListType, isObjectType, parse, printSchema, validateSchema, Kind,
  type ConstDirectiveNode, type ConstValueNode, type GraphQLField, type GraphQLSchema,
} from 'graphql'
import { asSubgraph } from '../../../src/graphql/federation/as-subgraph'
import { subgraphSdl } from '../../../src/graphql/federation/subgraph-sdl'
import { NODE_TYPES } from '../../../src/graphql/node/global-id'
import { printGraph } from '../../../src/graphql/print-graph'
import { buildGraph } from '../../../src/graphql/schema'

const sdl = subgraphSdl(buildGraph())
const composed = buildSubgraphSchema(parse(sdl))

test('without it there is no trace of federation in the graph', () => { expect(printGraph()).not.toMatch(/_service|_entities|_Any|_Entity|@key|@link/) })

test('with it the graph is what it was, and two fields more', () => {
  const [before, after] = [buildGraph(), asSubgraph(buildGraph(), { introspection: true })]
  expect(validateSchema(after)).toEqual([])
  expect(Object.keys(after.getTypeMap()).filter((name) => before.getType(name) === undefined).sort()).toEqual(['_Any', '_Entity', '_Service'])
  for (const [name, type] of Object.entries(before.getTypeMap())) {
    const now = after.getType(name)
    if (!isObjectType(type) || !isObjectType(now) || name.startsWith('__')) continue
    expect(Object.keys(now.getFields())).toEqual([...Object.keys(type.getFields()), ...(name === 'Query' ? ['_service', '_entities'] : [])])
  }
})

test('the SDL is a subgraph of Federation 2.9 with the main types as entities', () => {
  expect(sdl).toMatch(/^extend schema @link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.9", import: \["@key", "@shareable", "@cost", "@listSize", "@requiresScopes"\]\)/)
  const keyed = objectTypes(composed).filter((type) => directivesOf(type).some(({ name }) => name.value === 'key')).map(({ name }) => name)
  expect(keyed.sort()).toEqual([...NODE_TYPES].sort())
  expect(keyed).toEqual(expect.arrayContaining(['Meeting', 'Race', 'Runner', 'Horse', 'Jockey', 'Trainer', 'Owner', 'Venue']))
  expect(asSubgraph(buildGraph(), { introspection: true }).getType('_Entity')?.toString()).toBe('_Entity')
  expect(printSchema(composed)).toContain('union _Entity = ChangeEvent | Horse | Jockey | Market | Meeting | Owner | Race | Runner | Trainer | Venue')
  expect(sdl).toContain('type PageInfo @shareable {')
})

/**
 * `@apollo/composition` is not installed, so no supergraph is made here. These are the rules that it holds a single subgraph to, as far as they can apply to this
 * one: no `@external`, `@requires`, `@provides` or `@override` is in it, so theirs do not.
 */
describe('rules of composition', () => {
  test('directives that composition reads, and of those only these', () => {
    const used = new Set(fieldsAndTypes(composed).flatMap(({ node }) => directivesOf(node)).map(({ name }) => name.value))
    for (const name of used) expect(['key', 'shareable', 'cost', 'listSize', 'requiresScopes', 'cacheControl', 'deprecated', 'specifiedBy']).toContain(name)
    expect(used).toContain('listSize')
  })
  test('a key names fields that are there, without arguments, no list, no interface, no union', () => {
    for (const type of objectTypes(composed)) for (const key of directivesOf(type).filter(({ name }) => name.value === 'key')) {
      const field = type.getFields()[String(textOf(argumentOf(key, 'fields')))]
      expect([type.name, field?.args]).toEqual([type.name, []])
      expect([isListType(getNullableType(field!.type)), isCompositeType(getNamedType(field!.type))]).toEqual([false, false])
    }
  })
  test('@listSize: on lists or with fields that are lists below, slices by whole numbers that are arguments, no size below 0', () => {
    let seen = 0
    for (const { at, field, node } of fieldsAndTypes(composed)) for (const given of directivesOf(node).filter(({ name }) => name.value === 'listSize')) {
      seen++
      if (field === null) throw new Error(`@listSize on ${at}`)
      const sized = listOf(argumentOf(given, 'sizedFields'))
      const below = getNamedType(field.type)
      if (sized === null) expect([at, isListType(getNullableType(field.type))]).toEqual([at, true])
      else for (const name of sized) expect([at, name, isObjectType(below) && isListType(getNullableType(below.getFields()[name]!.type))]).toEqual([at, name, true])
      for (const name of listOf(argumentOf(given, 'slicingArguments')) ?? []) expect([at, name, getNullableType(field.args.find((one) => one.name === name)?.type)]).toEqual([at, name, GraphQLInt])
      expect(Number(textOf(argumentOf(given, 'assumedSize')))).toBeGreaterThanOrEqual(0)
    }
    expect(seen).toBeGreaterThan(50)
  })
  test('neither @cost nor @requiresScopes on an interface or its fields', () => {
    for (const type of Object.values(composed.getTypeMap())) if (isInterfaceType(type)) {
      for (const node of [type, ...Object.values(type.getFields())]) expect(directivesOf(node).map(({ name }) => name.value)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(cost|requiresScopes)$/)]))
    }
  })
  test('no name of ours is one of the specification\'s', () => { for (const name of Object.keys(buildGraph().getTypeMap())) expect(name).not.toMatch(/^(_Any|_Entity|_Service|.+__.+|link__|federation__)/) })
  test('composition itself is not run: @apollo/composition is not here', () => { expect(readdirSync(join(__dirname, '..', '..', '..', 'node_modules', '@apollo'))).not.toContain('composition') })
})

interface Carries { readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined; readonly extensionASTNodes?: readonly { readonly directives?: readonly ConstDirectiveNode[] | undefined }[] }
function directivesOf(of: Carries): readonly ConstDirectiveNode[] { return [...of.astNode?.directives ?? [], ...(of.extensionASTNodes ?? []).flatMap(({ directives }) => directives ?? [])] }
function objectTypes(schema: GraphQLSchema) { return Object.values(schema.getTypeMap()).filter(isObjectType).filter(({ name }) => !name.startsWith('__')) }
function fieldsAndTypes(schema: GraphQLSchema): readonly { readonly at: string; readonly field: GraphQLField<unknown, unknown> | null; readonly node: Carries }[] {
  return objectTypes(schema).flatMap((type) => [{ at: type.name, field: null, node: type as Carries }, ...Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, field, node: field as Carries }))])
}
function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined { return directive.arguments?.find((one) => one.name.value === name)?.value }
function textOf(value: ConstValueNode | undefined): string | null { return value !== undefined && 'value' in value ? String(value.value) : null }
function listOf(value: ConstValueNode | undefined): readonly string[] | null { return value?.kind === Kind.LIST ? value.values.map((one) => String(textOf(one))) : null }
