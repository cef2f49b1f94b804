import {
  getNamedType, isAbstractType, isCompositeType, isLeafType, isListType, isNonNullType, isObjectType, Kind,
  type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, type SelectionSetNode,
} from 'graphql'
import { leafSchema, orNull } from './json-schema'
import type { JsonSchema } from './sofa'

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>
interface Selected { readonly node: FieldNode; readonly always: boolean }

/** What an object of a type looks like in an answer, from what is selected of it: sofa's own schemas are of whole types, which no answer is. */
export function objectSchema(schema: GraphQLSchema, fragments: Fragments, type: GraphQLObjectType, selections: readonly SelectionSetNode[]): JsonSchema {
  const selected = new Map<string, Selected[]>()
  const collect = (set: SelectionSetNode, always: boolean): void => {
    for (const node of set.selections) {
      const stays = always && !(node.directives ?? []).some(({ name }) => name.value === 'skip' || name.value === 'include')
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value
        selected.set(key, [...selected.get(key) ?? [], { node, always: stays }])
        continue
      }
      const spread = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
      if (spread !== undefined && (spread.typeCondition === undefined || appliesTo(schema, spread.typeCondition.name.value, type))) collect(spread.selectionSet, stays)
    }
  }
  for (const set of selections) collect(set, true)
  const required = [...selected].filter(([, fields]) => fields.some(({ always }) => always)).map(([key]) => key)
  return {
    type: 'object', ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries([...selected].map(([key, fields]) => [key, fieldSchema(schema, fragments, type, fields.map(({ node }) => node))])),
  }
}

const appliesTo = (schema: GraphQLSchema, condition: string, type: GraphQLObjectType): boolean => {
  const wanted = schema.getType(condition)
  return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type))
}

function fieldSchema(schema: GraphQLSchema, fragments: Fragments, parent: GraphQLObjectType, nodes: readonly FieldNode[]): JsonSchema {
  const name = nodes[0]?.name.value ?? ''
  if (name === '__typename') return { type: 'string', const: parent.name }
  const field = parent.getFields()[name]
  // Introspection, whose shape is GraphQL's.
  if (field === undefined) return {}
  const sets = nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]))
  return { ...outputSchema(schema, fragments, field.type, sets), ...(field.description ? { description: field.description } : {}) }
}

function outputSchema(schema: GraphQLSchema, fragments: Fragments, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): JsonSchema {
  return isNonNullType(type) ? presentSchema(schema, fragments, type.ofType as GraphQLOutputType, sets) : orNull(presentSchema(schema, fragments, type, sets))
}

function presentSchema(schema: GraphQLSchema, fragments: Fragments, type: GraphQLOutputType, sets: readonly SelectionSetNode[]): JsonSchema {
  if (isListType(type)) return { type: 'array', items: outputSchema(schema, fragments, type.ofType as GraphQLOutputType, sets) }
  const named = getNamedType(type)
  if (isLeafType(named)) return leafSchema(named)
  if (!isCompositeType(named)) return {}
  if (isObjectType(named)) return objectSchema(schema, fragments, named, sets)
  const each = new Map(schema.getPossibleTypes(named).map((one) => objectSchema(schema, fragments, one, sets)).map((one) => [JSON.stringify(one), one]))
  const [only, ...more] = [...each.values()]
  return only !== undefined && more.length === 0 ? only : { anyOf: [...each.values()] }
}
