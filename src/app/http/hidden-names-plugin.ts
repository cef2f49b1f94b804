import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import { maskOf } from '../../access/scope-mask'
import { seenErrors } from '../../graphql/scopes/seen-errors'
import type { VisibleSchemas } from '../../graphql/scopes/visible-schema'
import type { GraphContext } from './request-record'

const INVALID = 'GRAPHQL_VALIDATION_FAILED'

export interface HiddenNames {
  readonly schema: GraphQLSchema
  readonly visibleTo: VisibleSchemas
  readonly format: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError
  /** Messages suggest names. */
  readonly suggestions: boolean
}

/** Errors of validation, which is done once for all callers, are told to each by what it may see of the graph. Not needed where introspection is off: messages then tell nothing. */
export const createHiddenNamesPlugin = ({ schema, visibleTo, format, suggestions }: HiddenNames): ApolloServerPlugin<GraphContext> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body }, document, errors, contextValue: { caller } }) => {
      if (document === undefined || body.kind !== 'single' || errors?.[0]?.extensions['code'] !== INVALID) return
      const seen = seenErrors(schema, visibleTo(maskOf(caller.principal.scopes)), document, suggestions)
      if (seen === null || seen.length === 0) return
      body.singleResult.errors = seen.map((error) => {
        const { message, nodes, positions, source } = error
        const coded = new GraphQLError(message, { nodes: nodes ?? null, positions: positions ?? null, source: source ?? null, extensions: { code: INVALID } })
        return format(coded.toJSON(), coded)
      })
    },
  }),
})
