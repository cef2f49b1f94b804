import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLField, type GraphQLNamedType, type GraphQLSchema } from 'graphql'

/** Each field that a document selects, with the type that it stands in; introspection left out. */
export function fieldsIn(schema: GraphQLSchema, document: DocumentNode): readonly (readonly [GraphQLNamedType, GraphQLField<unknown, unknown>])[] {
  const found: (readonly [GraphQLNamedType, GraphQLField<unknown, unknown>])[] = []
  const info = new TypeInfo(schema)
  visit(document, visitWithTypeInfo(info, {
    Field: () => {
      const [type, field] = [info.getParentType(), info.getFieldDef()]
      if (type && field && !field.name.startsWith('__')) found.push([type, field])
    },
  }))
  return found
}
