import { introspectionFromSchema, lexicographicSortSchema } from 'graphql'
import { printGraph } from '../graphql/print-graph'
import { buildGraph } from '../graphql/schema'

/** The schema with types sorted by name, so that a change shows as one: SDL with its directives as in schema/schema.graphql, or the introspection result. */
export const schemaText = (format: 'sdl' | 'introspection'): string =>
  format === 'sdl' ? printGraph() : `${JSON.stringify(introspectionFromSchema(lexicographicSortSchema(buildGraph())), null, 2)}\n`

export { priceSchemaText } from '../live/feeds/http/price-document'
export { openApiText } from './rest/openapi/open-api-text'
