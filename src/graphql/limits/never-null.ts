import { isNonNullType, Kind, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { fragmentsUsedBy } from './fragments-used'
import type { Variables } from './guards'
import { refusal } from './refusal'

/**
 * Holds variables that may be left out, for a default stands in, to not being null: their types let null in, what they are used for does not. Validation cannot see it, and
 * execution would call it a fault of ours.
 * @throws GraphQLError BAD_USER_INPUT, from the function that is given back
 */
export function createNullCheck(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): (variables: Variables) => void {
  const nullable = new Set((operation.variableDefinitions ?? []).filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE).map(({ variable }) => variable.name.value))
  const never = new Set<string>()
  if (nullable.size > 0) {
    const types = new TypeInfo(schema)
    const visitor = visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Variable: ({ name: { value: name } }) => { if (nullable.has(name) && isNonNullType(types.getInputType())) never.add(name) },
    })
    for (const definition of [operation, ...fragmentsUsedBy(document, operation)]) visit(definition, visitor)
  }
  return (variables) => {
    for (const name of never) if (variables[name] === null) throw refusal('BAD_USER_INPUT', `Variable "$${name}" is null where a value is needed: send one, or leave the variable out and its default stands in.`)
  }
}
