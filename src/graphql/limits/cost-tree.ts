import {
  Kind, SchemaMetaFieldDef, TypeMetaFieldDef, getNamedType, isAbstractType, isCompositeType, isInterfaceType, isIntrospectionType, isObjectType,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLField, type GraphQLSchema,
  type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql'
import type { DocumentLimits } from './document-limits'
import { guardsOf, type Guards } from './guards'
import { listSizeOf, type CostExtensions, type ListSize } from './list-size'
import { refusal } from './refusal'

/** A field of the operation after its fragments are merged in, as execution will see it. */
export interface CostNode {
  readonly key: string
  readonly field: GraphQLField<unknown, unknown>
  readonly parent: GraphQLCompositeType
  readonly node: FieldNode
  readonly weight: number
  readonly size: ListSize
  /** True for `edges` and `nodes`, and what else `sizedFields` names: its length is that of the connection above. */
  readonly sizedByParent: boolean
  /** Object types for which it is selected; null for all that can stand here. */
  readonly onlyFor: ReadonlySet<string> | null
  /** It is selected when any of these holds. */
  guards: Guards[]
  readonly children: CostNode[]
}

/** One selection set to merge in: `guards` and `onlyFor` come from the fragments and fields around it. */
interface Source { readonly selectionSet: SelectionSetNode; readonly type: GraphQLCompositeType; readonly guards: Guards; readonly onlyFor: ReadonlySet<string> | null }
interface Occurrence { readonly node: FieldNode; readonly type: GraphQLCompositeType; readonly guards: Guards; readonly onlyFor: ReadonlySet<string> | null }

/**
 * Merges the selections of an operation by response key. The document must be valid. Selections visited are
 * bounded by `maxFields`, which `checkSource` holds documents to before this.
 * @throws GraphQLError OPERATION_TOO_LARGE
 */
export const buildCostTree = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, limits: DocumentLimits): readonly CostNode[] => {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  let visits = 0

  const flatten = (sources: readonly Source[]): Map<string, Occurrence[]> => {
    const found = new Map<string, Occurrence[]>()
    const spread = new Set<string>()
    const visit = ({ selectionSet, type, guards, onlyFor }: Source): void => {
      for (const selection of selectionSet.selections) {
        if (++visits > limits.maxFields) throw refusal('OPERATION_TOO_LARGE', `This operation has more than ${limits.maxFields} selections with its fragments expanded, which is the limit. Split it.`, { details: { limit: limits.maxFields } })
        const own = guardsOf(selection.directives)
        if (own === null) continue
        const all = own.length === 0 ? guards : [...guards, ...own]
        if (selection.kind === Kind.FIELD) {
          const key = `${(selection.alias ?? selection.name).value}\0${onlyForKey(onlyFor)}`
          const occurrences = found.get(key)
          if (occurrences === undefined) found.set(key, [{ node: selection, type, guards: all, onlyFor }])
          else occurrences.push({ node: selection, type, guards: all, onlyFor })
          continue
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
        const condition = fragment?.typeCondition === undefined ? type : schema.getType(fragment.typeCondition.name.value)
        if (fragment === undefined || !isCompositeType(condition)) continue
        const narrowed = narrow(schema, type, condition, onlyFor)
        if (narrowed === 'never') continue
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const key = `${selection.name.value}\0${onlyForKey(narrowed)}\0${guardsKey(all)}`
          if (spread.has(key)) continue
          spread.add(key)
        }
        visit({ selectionSet: fragment.selectionSet, type: condition, guards: all, onlyFor: narrowed })
      }
    }
    for (const source of sources) visit(source)
    return found
  }

  const merge = (sources: readonly Source[], above: ListSize | null): CostNode[] => {
    const nodes: CostNode[] = []
    for (const occurrences of flatten(sources).values()) {
      const node = merged(occurrences, above)
      if (node !== null) nodes.push(node)
    }
    return nodes
  }

  const merged = (occurrences: readonly Occurrence[], above: ListSize | null): CostNode | null => {
    const [first] = occurrences as readonly [Occurrence, ...Occurrence[]]
    const field = fieldOf(schema, first.type, first.node.name.value)
    if (field === undefined) return null
    const named = getNamedType(field.type)
    const size = isIntrospectionType(named) ? listSizeOfIntrospection : listSizeOf(field, first.node, limits.assumedListSize)
    const below = isCompositeType(named)
      ? occurrences.flatMap(({ node, guards }) => node.selectionSet === undefined ? [] : [{ selectionSet: node.selectionSet, type: named, guards, onlyFor: null }])
      : []
    return {
      key: (first.node.alias ?? first.node.name).value, field, parent: first.type, node: first.node,
      weight: (field.extensions as CostExtensions).cost ?? (isCompositeType(named) ? 1 : 0),
      size, sizedByParent: above !== null && size.kind === 'list' && (above.sizedFields === null || above.sizedFields.includes(field.name)), onlyFor: first.onlyFor,
      guards: occurrences.some(({ guards }) => guards.length === 0) ? [] : occurrences.map(({ guards }) => guards),
      children: merge(below, size.kind === 'connection' ? size : null),
    }
  }

  const root = schema.getRootType(operation.operation)
  return !root ? [] : merge([{ selectionSet: operation.selectionSet, type: root, guards: [], onlyFor: null }], null)
}

/** Introspection has limits of its own; its lists are as long as the schema, whoever asks. */
const listSizeOfIntrospection: ListSize = { kind: 'one', slices: [], assumed: 1, sizedFields: null, cap: null, usesVariables: false }

const fieldOf = (schema: GraphQLSchema, type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined => {
  if (name === '__schema' && type === schema.getQueryType()) return SchemaMetaFieldDef
  if (name === '__type' && type === schema.getQueryType()) return TypeMetaFieldDef
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
}

/** The object types left when a fragment on `condition` stands where `type` is; null for no restriction. */
const narrow = (schema: GraphQLSchema, type: GraphQLCompositeType, condition: GraphQLCompositeType, onlyFor: ReadonlySet<string> | null): ReadonlySet<string> | null | 'never' => {
  if (condition === type) return onlyFor
  const possible = onlyFor === null ? possibleNames(schema, type) : [...onlyFor]
  const kept = possible.filter((name) => possibleNames(schema, condition).includes(name))
  if (kept.length === 0) return 'never'
  return kept.length === possible.length ? onlyFor : new Set(kept)
}

const possibleNames = (schema: GraphQLSchema, type: GraphQLCompositeType): readonly string[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name]

const onlyForKey = (onlyFor: ReadonlySet<string> | null): string => onlyFor === null ? '' : [...onlyFor].sort().join(' ')
const guardsKey = (guards: Guards): string => guards.map(({ variable, wanted }) => `${wanted ? '' : '!'}${variable}`).sort().join(' ')
