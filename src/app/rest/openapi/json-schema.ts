import { isInputObjectType, isListType, isNonNullType, type GraphQLInputObjectType, type GraphQLInputType, type GraphQLType } from 'graphql'
import { sofa, type JsonSchema } from './sofa'

/** sofa maps GraphQL's own scalars; these are ours. */
export const CUSTOM_SCALARS: Readonly<Record<string, JsonSchema>> = {
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
}

/** Of a scalar or an enum. Numbers are JSON's, which are doubles. */
export function leafSchema(type: GraphQLType): JsonSchema {
  const schema = sofa().resolveFieldType(type, { customScalars: CUSTOM_SCALARS })
  return schema['format'] === 'float' ? { ...schema, format: 'double' } : schema
}

/** Lets null in. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values, anyOf } = schema as { readonly type?: unknown; readonly enum?: readonly unknown[]; readonly anyOf?: readonly unknown[] }
  if (anyOf !== undefined) return { ...schema, anyOf: [...anyOf, { type: 'null' }] }
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  return { ...schema, type: [type, 'null'], ...(values === undefined ? {} : { enum: [...values, null] }) }
}

/** Input objects as sofa builds them, with what they leave out: the names of input objects within, and that the rest may be null. */
export function inputObjectSchema(type: GraphQLInputObjectType): JsonSchema {
  const built = sofa().buildSchemaObjectFromType(type, { customScalars: CUSTOM_SCALARS })
  const fields = Object.values(type.getFields())
  const required = fields.filter(({ type: of, defaultValue }) => isNonNullType(of) && defaultValue === undefined).map(({ name }) => name)
  const { required: _all, ...rest } = built as { readonly required?: unknown }
  return {
    ...rest, additionalProperties: false, ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(fields.map(({ name, type: of, description }) => [name, { ...inputSchema(of), ...(description ? { description } : {}) }])),
  }
}

function inputSchema(type: GraphQLInputType): JsonSchema {
  if (!isNonNullType(type)) return orNull(present(type))
  return present(type.ofType as GraphQLInputType)
}
const present = (type: GraphQLInputType): JsonSchema => {
  if (isNonNullType(type)) return present(type.ofType as GraphQLInputType)
  if (isListType(type)) return { type: 'array', items: inputSchema(type.ofType as GraphQLInputType) }
  return isInputObjectType(type) ? { $ref: `#/components/schemas/${type.name}` } : leafSchema(type)
}
