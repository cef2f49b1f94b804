import { isInterfaceType, isObjectType, Kind, specifiedRules, TypeInfo, validate, visit, visitWithTypeInfo, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql'

/** As many as validation tells of the graph. */
const MOST_ERRORS = 5

/**
 * What is wrong with an invalid document, told by what whoever sent it may see of the graph: types, arguments and near names of anything else are in no
 * message. Null where what was found against the whole graph tells nothing more, and that is so for every document that names nothing hidden, unless
 * messages suggest names.
 */
export function seenErrors(schema: GraphQLSchema, visible: GraphQLSchema, document: DocumentNode, suggestions: boolean): readonly GraphQLError[] | null {
  if (visible === schema || !(suggestions || namesHidden(schema, visible, document))) return null
  return validate(visible, document, specifiedRules, { maxErrors: MOST_ERRORS })
}

/** Whether a document names a field or a type that there is and that is not to be seen. */
function namesHidden(schema: GraphQLSchema, visible: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema)
  let found = false
  visit(document, visitWithTypeInfo(types, {
    enter: (node) => {
      if (found) return false
      if (node.kind === Kind.NAMED_TYPE) found = schema.getType(node.name.value) !== undefined && visible.getType(node.name.value) === undefined
      if (node.kind === Kind.FIELD) {
        const [parent, field] = [types.getParentType(), types.getFieldDef()]
        const seen = parent ? visible.getType(parent.name) : undefined
        if (parent && field && !parent.name.startsWith('__') && !field.name.startsWith('__')) found = !((isObjectType(seen) || isInterfaceType(seen)) && seen.getFields()[field.name] !== undefined)
      }
      return undefined
    },
  }))
  return found
}
