import {
  isInterfaceType, isObjectType, Kind, parse, print, printSchema, visit,
  type ConstDirectiveNode, type ConstValueNode, type DefinitionNode, type FieldDefinitionNode, type GraphQLSchema, type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode,
} from 'graphql'
import type { ScopeExtensions } from './scopes/requires-scopes'
import { buildGraph } from './schema'

type Extensions = Readonly<Record<string, unknown>>
interface ListSize { readonly assumedSize: number; readonly slicingArguments?: readonly string[]; readonly sizedFields?: readonly string[] }
interface CacheControl { readonly maxAge: number; readonly scope: 'PUBLIC' | 'PRIVATE' }

const int = (value: number): ConstValueNode => ({ kind: Kind.INT, value: String(value) })
const strings = (values: readonly string[]): ConstValueNode => ({ kind: Kind.LIST, values: values.map((value) => ({ kind: Kind.STRING, value })) })

const enums = (names: readonly string[]): ConstValueNode => ({ kind: Kind.LIST, values: names.map((value) => ({ kind: Kind.ENUM, value })) })

const directive = (name: string, args: Readonly<Record<string, ConstValueNode | undefined>>): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: name },
  arguments: Object.entries(args).flatMap(([key, value]) => (value === undefined ? [] : [{ kind: Kind.ARGUMENT as const, name: { kind: Kind.NAME as const, value: key }, value }])),
})

/** What the extensions of a type or field say about cost, caching and scopes, as directives. */
function directivesOf(extensions: Extensions | undefined): readonly ConstDirectiveNode[] {
  const cost = extensions?.['cost'] as number | undefined
  const size = extensions?.['listSize'] as ListSize | undefined
  const cache = extensions?.['cacheControl'] as CacheControl | undefined
  const { requiresScopes } = (extensions ?? {}) as ScopeExtensions
  return [
    ...(cost === undefined ? [] : [directive('cost', { weight: int(cost) })]),
    ...(size === undefined ? [] : [directive('listSize', {
      assumedSize: int(size.assumedSize), slicingArguments: size.slicingArguments && strings(size.slicingArguments), sizedFields: size.sizedFields && strings(size.sizedFields),
      requireOneSlicingArgument: size.slicingArguments && { kind: Kind.BOOLEAN, value: false },
    })]),
    ...(cache === undefined ? [] : [directive('cacheControl', { maxAge: int(cache.maxAge), scope: { kind: Kind.ENUM, value: cache.scope } })]),
    ...(requiresScopes === undefined ? [] : [directive('requiresScopes', { scopes: { kind: Kind.LIST, values: requiresScopes.map(enums) } })]),
  ]
}

function withDirectives<T extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(schema: GraphQLSchema, node: T): T {
  const type = schema.getType(node.name.value)
  if (!isObjectType(type) && !isInterfaceType(type)) return node
  const fields = type.getFields()
  return {
    ...node,
    directives: directivesOf(type.extensions),
    ...(node.fields === undefined ? {} : { fields: node.fields.map((field): FieldDefinitionNode => ({ ...field, directives: [...(field.directives ?? []), ...directivesOf(fields[field.name.value]?.extensions)] })) }),
  }
}

/** Directives first, then types by name. */
const sortKey = (node: DefinitionNode): string => `${node.kind === Kind.DIRECTIVE_DEFINITION ? 0 : 1}${'name' in node ? (node.name?.value ?? '') : ''}`

/** The SDL of the graph, with @cost, @listSize, @cacheControl and @requiresScopes where they are set. Always the same text for the same graph. */
export function printGraph(schema: GraphQLSchema = buildGraph()): string {
  const document = visit(parse(printSchema(schema)), { ObjectTypeDefinition: { enter: (node) => withDirectives(schema, node) }, InterfaceTypeDefinition: { enter: (node) => withDirectives(schema, node) } })
  const definitions = [...document.definitions].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
  return `${print({ ...document, definitions })}\n`
}
