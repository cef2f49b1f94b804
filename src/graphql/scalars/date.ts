import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import type { ValueNode } from 'graphql'

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

const refuse = (value: unknown, node?: ValueNode): never => {
  throw new GraphQLError(`Date must be a day of the calendar as YYYY-MM-DD, such as "2023-04-23"; got ${JSON.stringify(value)}.`, { nodes: node ?? null, extensions: { code: 'BAD_USER_INPUT' } })
}

/** Gives the text back when it names a day that exists; years 0001 to 9999, which PostgreSQL takes. `node`: where it stands in the document, for the error. */
export const parseDate = (value: unknown, node?: ValueNode): string => {
  if (typeof value !== 'string' || !SHAPE.test(value) || value.startsWith('0000')) return refuse(value, node)
  const day = new Date(`${value}T00:00:00Z`)
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value ? refuse(value, node) : value
}

/** Stored dates already are `YYYY-MM-DD`, so that serialising is free. */
export const DateScalar = new GraphQLScalarType<string, unknown>({
  name: 'Date',
  description: 'A day of the calendar at the venue, `YYYY-MM-DD`, without time or zone.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  serialize: (value) => value,
  parseValue: (value) => parseDate(value),
  parseLiteral: (node) => (node.kind === Kind.STRING ? parseDate(node.value, node) : refuse('value' in node ? node.value : null, node)),
})
