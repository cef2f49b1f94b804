import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import type { ValueNode } from 'graphql'
import { parseDate } from './date'

const SHAPE = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

const refuse = (value: unknown, node?: ValueNode): never => {
  throw new GraphQLError(`DateTime must be an instant with a time zone as RFC 3339, such as "2023-04-23T05:00:00Z"; got ${JSON.stringify(value)}.`, { nodes: node ?? null, extensions: { code: 'BAD_USER_INPUT' } })
}

/** The instant in UTC with milliseconds, however it was written. `node`: where it stands in the document, for the error. */
export const parseDateTime = (value: unknown, node?: ValueNode): string => {
  const match = typeof value === 'string' ? SHAPE.exec(value) : null
  if (match === null) return refuse(value, node)
  try { parseDate(match[1]) } catch { return refuse(value, node) }
  const at = new Date(value as string).toISOString()
  return /^[+-]|^0000/.test(at) ? refuse(value, node) : at
}

/** Stored instants already are ISO 8601 in UTC, so that serialising is free. */
export const DateTimeScalar = new GraphQLScalarType<string, unknown>({
  name: 'DateTime',
  description: 'An instant, RFC 3339. Answers are always in UTC (`2023-04-23T05:00:00Z`, with fractions of a second where there are any); arguments may have any offset, but must have one.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
  parseValue: (value) => parseDateTime(value),
  parseLiteral: (node) => (node.kind === Kind.STRING ? parseDateTime(node.value, node) : refuse('value' in node ? node.value : null, node)),
})
