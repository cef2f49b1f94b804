import { GraphQLError, Kind, type DocumentNode, type SelectionSetNode } from 'graphql'

/**
 * The field of a subscription cannot be left out by @skip or @include (GraphQL, 5.2.4.1). Refused before validation, whose own rule fails on a variable there.
 * @throws GraphQLError GRAPHQL_VALIDATION_FAILED
 */
export function checkSubscriptionRoot(document: DocumentNode): void {
  const visited = new Set<string>()
  const check = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      const condition = selection.directives?.find(({ name: { value } }) => value === 'skip' || value === 'include')
      if (condition !== undefined) throw new GraphQLError(`A subscription cannot have @${condition.name.value} on its field: subscribe or do not.`, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })
      if (selection.kind === Kind.INLINE_FRAGMENT) check(selection.selectionSet)
      else if (selection.kind === Kind.FRAGMENT_SPREAD && !visited.has(selection.name.value)) {
        visited.add(selection.name.value)
        for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value) check(definition.selectionSet)
      }
    }
  }
  for (const definition of document.definitions) if (definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'subscription') check(definition.selectionSet)
}
