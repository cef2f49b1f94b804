import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql'

/** Fragments that an operation spreads, those that they spread included, each once. Those that the document lacks are left out. */
export function fragmentsUsedBy(document: DocumentNode, operation: OperationDefinitionNode): readonly FragmentDefinitionNode[] {
  const defined = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])))
  const used = new Set<FragmentDefinitionNode>()
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, { FragmentSpread: ({ name: { value: name } }) => {
      const fragment = defined.get(name)
      if (fragment === undefined || used.has(fragment)) return
      used.add(fragment)
      look(fragment)
    } })
  }
  look(operation)
  return [...used]
}
