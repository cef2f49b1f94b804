import { introspectionFromSchema, lexicographicSortSchema, printSchema } from 'graphql'
import { buildGraph } from '../graphql/schema'

/** The schema sorted by name, so that a change shows as one: SDL as in schema/schema.graphql, or the introspection result. */
export const schemaText = (format: 'sdl' | 'introspection'): string => {
  const schema = lexicographicSortSchema(buildGraph())
  return format === 'sdl' ? `${printSchema(schema)}\n` : `${JSON.stringify(introspectionFromSchema(schema), null, 2)}\n`
}
