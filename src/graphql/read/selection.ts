import {
  getArgumentValues, getDirectiveValues, getNamedType, GraphQLIncludeDirective, GraphQLSkipDirective, isAbstractType, isCompositeType, Kind, visit,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode,
} from 'graphql'
import type { Args } from './mapping'

/** One field of a merged selection, under its response key. */
export interface Selected {
  readonly key: string
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
}
export interface Operation {
  readonly schema: GraphQLSchema
  readonly definition: OperationDefinitionNode
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  /** Coerced; only those that decide @skip and @include may be used while planning. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** The fields that apply to `type`, merged over fragments as the specification's CollectFields does. `__typename` is left out. */
export function collectFields(op: Operation, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly Selected[] {
  const merged = new Map<string, FieldNode[]>()
  const visited = new Set<string>()
  const walk = (selections: readonly SelectionNode[]): void => {
    for (const node of selections) {
      if (!isIncluded(node, op.variables)) continue
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value
        const known = merged.get(key)
        if (known) known.push(node)
        else merged.set(key, [node])
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (applies(op.schema, node.typeCondition?.name.value, type)) walk(node.selectionSet.selections)
      } else if (!visited.has(node.name.value)) {
        visited.add(node.name.value)
        const fragment = op.fragments[node.name.value]
        if (fragment && applies(op.schema, fragment.typeCondition.name.value, type)) walk(fragment.selectionSet.selections)
      }
    }
  }
  sets.forEach((set) => walk(set.selections))
  const fields = type.getFields()
  return [...merged].flatMap(([key, nodes]) => {
    const field = fields[nodes[0]!.name.value]
    return field ? [{ key, field, nodes }] : []
  })
}

export const subsets = (selected: Selected): readonly SelectionSetNode[] => selected.nodes.flatMap((n) => (n.selectionSet ? [n.selectionSet] : []))
export const argumentsOf = (selected: Selected, variables: Readonly<Record<string, unknown>>): Args => getArgumentValues(selected.field, selected.nodes[0]!, variables as Record<string, unknown>)

/** Whether two response keys may not share one stored value of this field: its value depends on arguments or has a selection of its own. */
export const isParticular = (field: GraphQLField<unknown, unknown>): boolean => field.args.length > 0 || isCompositeType(getNamedType(field.type))

/** Variables that decide an @skip or @include anywhere in the document. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      const condition = node.name.value === 'skip' || node.name.value === 'include' ? node.arguments?.[0]?.value : undefined
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value)
    },
  })
  return [...names]
}

function isIncluded(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (!node.directives || node.directives.length === 0) return true
  const values = variables as Record<string, unknown>
  return getDirectiveValues(GraphQLSkipDirective, node, values)?.['if'] !== true && getDirectiveValues(GraphQLIncludeDirective, node, values)?.['if'] !== false
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true
  const conditional = schema.getType(condition)
  return isAbstractType(conditional) && schema.isSubType(conditional, type)
}
