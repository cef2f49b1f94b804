import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { fragmentsUsedBy } from './fragments-used'

/** `Type.field` of all that a valid operation selects, its fragments included, without introspection; sorted, each once. What `@skip` and `@include` leave out is in it too. */
export function fieldCoordinates(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const found = new Set<string>()
  const types = new TypeInfo(schema)
  const visitor = visitWithTypeInfo(types, {
    Field: ({ name: { value: name } }) => {
      const parent = types.getParentType()
      if (name.startsWith('__')) return name === '__typename' ? undefined : false
      if (parent) found.add(`${parent.name}.${name}`)
      return undefined
    },
  })
  for (const definition of [operation, ...fragmentsUsedBy(document, operation)]) visit(definition, visitor)
  return [...found].sort()
}
