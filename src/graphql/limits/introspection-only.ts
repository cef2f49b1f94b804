import { GraphQLError, Kind, parse } from 'graphql'

/** Whether a document asks about the graph itself and nothing else: `__schema`, `__type` and `__typename`, as code generators and GraphiQL do. What does not parse does not. */
export const isIntrospectionOnly = (source: string, maxTokens: number): boolean => {
  try {
    const operations = parse(source, { maxTokens, noLocation: true }).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    return operations.length > 0 && operations.every(({ operation, selectionSet }) => operation === 'query' && selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__')))
  } catch (error) {
    if (error instanceof GraphQLError) return false
    throw error
  }
}
