import { Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import type { Plan } from './plan'
import { planChild } from './plan-rows'
import { NeedsKeys, selectedOf, sourceOf, type Planning } from './planning'
import type { Operation } from './selection'

export function planOperation(schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode, conditions: Readonly<Record<string, unknown>>): Plan {
  const fragments: Record<string, FragmentDefinitionNode> = {}
  for (const d of document.definitions) if (d.kind === Kind.FRAGMENT_DEFINITION) fragments[d.name.value] = d
  const op: Operation = { schema, definition, fragments, variables: conditions }
  try { return planRoot(op, false) } catch (error) {
    if (error instanceof NeedsKeys) return planRoot(op, true)
    throw error
  }
}

function planRoot(op: Operation, byKey: boolean): Plan {
  const planning: Planning = { op, byKey, derived: [], nodes: 0 }
  const type = op.schema.getRootType(op.definition.operation)
  const children = type ? selectedOf(planning, type, [op.definition.selectionSet]).flatMap((s) => {
    const source = sourceOf(s)
    return source ? [planChild(planning, s, source, () => [])] : []
  }) : []
  return { byKey, children, derived: planning.derived, nodeCount: planning.nodes }
}
