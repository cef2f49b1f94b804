import { Kind, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql'

/** An operation in two: what asks about the graph, and what asks it. */
export interface SplitOperation {
  readonly introspection: DocumentNode
  /** Null where it asks for nothing else. */
  readonly rest: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } | null
  /** Response keys of the root in the order in which they are answered. */
  readonly keys: readonly string[]
}
const asksAboutGraph = (name: string): boolean => name === '__schema' || name === '__type'

/** Null for an operation without introspection. The document must be valid. */
export function splitIntrospection(document: DocumentNode, operation: OperationDefinitionNode): SplitOperation | null {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const keys = new Set<string>()
  const about = only(operation.selectionSet, asksAboutGraph, fragments, keys)
  if (about === null) return null
  keys.clear()
  only(operation.selectionSet, () => true, fragments, keys)
  const rest = only(operation.selectionSet, (name) => !asksAboutGraph(name), fragments, new Set())
  const kept = rest === null ? null : { ...operation, selectionSet: rest }
  return {
    introspection: withOperation(document, { ...operation, variableDefinitions: plainVariables(operation), selectionSet: about }),
    rest: kept === null ? null : { document: withOperation(document, kept), operation: kept },
    keys: [...keys],
  }
}

/** Those that arguments of introspection and conditions can take. Types of others may be among what is hidden. */
const plainVariables = ({ variableDefinitions = [] }: OperationDefinitionNode): NonNullable<OperationDefinitionNode['variableDefinitions']> =>
  variableDefinitions.filter(({ type }) => { const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type; return named.kind === Kind.NAMED_TYPE && ['String', 'Boolean'].includes(named.name.value) })

const withOperation = (document: DocumentNode, operation: OperationDefinitionNode): DocumentNode =>
  ({ kind: Kind.DOCUMENT, definitions: [operation, ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)] })

/** The fields of the root that are to be kept, fragments of the root put in their places. Null for none. */
function only(set: SelectionSetNode, keep: (name: string) => boolean, fragments: ReadonlyMap<string, FragmentDefinitionNode>, keys: Set<string>): SelectionSetNode | null {
  const selections = set.selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) {
      if (!keep(selection.name.value)) return []
      keys.add((selection.alias ?? selection.name).value)
      return [selection]
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
    const below = fragment === undefined ? null : only(fragment.selectionSet, keep, fragments, keys)
    return fragment === undefined || below === null ? [] : [{
      kind: Kind.INLINE_FRAGMENT, selectionSet: below,
      ...(fragment.typeCondition === undefined ? {} : { typeCondition: fragment.typeCondition }), ...(selection.directives === undefined ? {} : { directives: selection.directives }),
    }]
  })
  return selections.length === 0 ? null : { ...set, selections }
}
