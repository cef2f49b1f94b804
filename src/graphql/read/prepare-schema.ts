import type { GraphQLSchema } from 'graphql'
import { isAbstractType, isObjectType, type GraphQLFieldResolver, type GraphQLObjectType } from 'graphql'

/**
 * The schema as the executor needs it: what the planner has read is taken from the parent object, with no resolver
 * (by field name) or by response key. Root fields and fields with arguments that the planner does not read keep their own.
 * Changes a schema built for this alone.
 */
export function prepareSchema(schema: GraphQLSchema, byKey: boolean): GraphQLSchema {
  const root = schema.getQueryType()
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    if (isAbstractType(type)) type.resolveType = (value: { __typename: string }) => value.__typename
    if (!isObjectType(type)) continue
    type.isTypeOf = undefined as never
    prepareFields(type, type === root, byKey)
  }
  return schema
}

function prepareFields(type: GraphQLObjectType, isRoot: boolean, byKey: boolean): void {
  for (const field of Object.values(type.getFields())) {
    const own = field.extensions['reads'] === undefined && field.resolve !== undefined && (isRoot || field.args.length > 0)
    if (own) continue
    if (byKey) field.resolve = fromKey
    else delete field.resolve
  }
}

const fromKey: GraphQLFieldResolver<Record<string, unknown>, unknown> = (parent, _args, _context, info) => parent[info.path.key]

