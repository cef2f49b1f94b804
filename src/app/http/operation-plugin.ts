import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server'
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import type { Logger } from 'pino'
import { appErrorOf, isBadRequest } from '../../graphql/errors'
import type { DocumentLimits } from '../../graphql/limits/document-limits'
import type { CachePolicy } from '../../graphql/limits/cache-policy'
import { checkVariables } from '../../graphql/limits/check-variables'
import { createOperationFacts } from '../../graphql/limits/operation-facts'
import { costOfRefused } from './door'
import type { Gate } from './gate'
import { statusWithoutData } from './http-status'
import { limitError, limitHeaders } from './limit-headers'
import { jsonType, responseTypeFor } from './media-type'
import type { GraphContext } from './request-record'

type Context = GraphQLRequestContext<GraphContext>

/**
 * What happens around the execution of every operation: page sizes and cost are checked before it, and
 * the response gets its cost, its cache policy, its status and its media type after it. One listener
 * serves all requests; what belongs to a request is in its context.
 */
export const createOperationPlugin = (schema: GraphQLSchema, limits: DocumentLimits, logger: Logger, { limiter }: Pick<Gate, 'limiter'>): ApolloServerPlugin<GraphContext> => {
  const factsOf = createOperationFacts(schema, limits)
  const listener: GraphQLRequestListener<GraphContext> = {
    didResolveOperation: async ({ document, operation, operationName, queryHash, request, contextValue: { record, subscribe, readOnly, caller } }) => {
      record.document = queryHash
      if (operation === undefined) throw unresolved(request.operationName)
      record.operationName = operationName
      record.operationType = operation.operation
      checkServed(schema, operation, subscribe !== null)
      if (readOnly && operation.operation === 'mutation') throw new GraphQLError('Mutations are not served by GET. POST it.', { nodes: operation, extensions: { code: 'BAD_REQUEST' } })
      checkVariables(request.variables)
      const facts = factsOf(document, operation)
      record.fields = facts.fields
      facts.checkScopes(caller.principal.scopes)
      record.cache = facts.cache
      record.cost = facts.cost(request.variables ?? {})
      record.admission = await limiter.admit(caller, operation.operation, record.cost)
      const { refused } = record.admission
      if (refused !== null) throw limitError(refused)
      record.actual = facts.actualCost
    },
    didEncounterErrors: async ({ errors, contextValue: { requestId } }) => {
      for (const error of errors) {
        const known = appErrorOf(error)
        if (known === null ? isUnexpected(error) : known.code === 'INTERNAL_SERVER_ERROR') {
          logger.error({ requestId, err: error.originalError ?? error, path: error.path }, 'a field or an operation failed')
        } else if (known !== null && statusWithoutData(known.code, jsonType) >= 500) {
          logger.warn({ requestId, err: known }, 'the request could not be served now')
        }
      }
    },
    willSendResponse: async (context) => {
      settle(context as Context, limiter)
      finish(context as Context, limits)
    },
  }
  return {
    requestDidStart: async () => listener,
    unexpectedErrorProcessingRequest: async ({ requestContext, error }) => {
      logger.error({ requestId: requestContext.contextValue.requestId, err: error }, 'the request could not be processed')
    },
  }
}

/**
 * What it really cost, and what is given back of the estimate. What was refused after admission, for its variables, costs the least; where an error took
 * the whole answer away, nobody can say what was read and the estimate stands. A subscription is settled when it is over. A document that was no operation
 * is charged for being read.
 */
const settle = ({ response, source, contextValue: { record, subscribe, caller } }: Context, limiter: Gate['limiter']): void => {
  if (response.body?.kind !== 'single') return
  const { data, errors } = response.body.singleResult
  record.ran = data !== undefined
  if (record.admission === null) {
    if (errors !== undefined) limiter.charge(caller, costOfRefused(source))
    return
  }
  if (record.actual === null || (subscribe !== null && record.operationType === 'subscription' && errors === undefined)) return
  const unread = data === undefined && errors?.every(({ extensions }) => extensions?.['code'] === 'BAD_USER_INPUT') === true
  record.actualCost = unread ? 0 : data === undefined || data === null ? record.cost : record.actual(data)
  record.admission.settle(record.actualCost ?? 0)
}

/** Apollo would have the document executed, unmeasured, to see what is wrong with it. */
const unresolved = (name: string | null | undefined): GraphQLError => {
  const message = name === null || name === undefined ? 'The document holds several operations: name one in operationName.' : `The document holds no operation named ${JSON.stringify(name.slice(0, 100))}.`
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })
}

/** Validation lets an operation pass whose root type the schema lacks, and execution would call that our fault. */
const checkServed = (schema: GraphQLSchema, operation: OperationDefinitionNode, streams: boolean): void => {
  const kind = operation.operation
  if (!schema.getRootType(kind)) throw new GraphQLError(`This graph has no ${kind}s. Send a query.`, { nodes: operation, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })
  if (kind === 'subscription' && !streams) throw new GraphQLError('Subscriptions are served over WebSocket at /graphql and as server-sent events at /graphql/stream, not by GET or POST here.', { nodes: operation, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })
}

const isUnexpected = (error: GraphQLError): boolean => !isBadRequest(error) && (error.extensions['code'] === undefined || error.extensions['code'] === 'INTERNAL_SERVER_ERROR')

const finish = ({ response, contextValue: { record, accept, requestId, caller } }: Context, limits: DocumentLimits): void => {
  if (response.body?.kind !== 'single') return
  const { http, body: { singleResult } } = response
  if (record.cost !== null) singleResult.extensions = { ...singleResult.extensions, cost: { requested: record.cost, ...(record.actualCost === null ? {} : { actual: record.actualCost }), limit: limits.maxCost } }
  if (record.admission !== null) for (const [name, value] of limitHeaders(record.admission)) http.headers.set(name, value)
  const type = responseTypeFor(accept)
  if (type !== null) http.headers.set('content-type', type)
  const { errors } = singleResult
  if (errors === undefined || errors.length === 0) return cacheable(http.headers, caller.principal.kind === 'anonymous' ? record.cache : null)
  singleResult.errors = errors.map((error) => withRequestId(error, requestId))
  record.errors = errors.map((error) => String(error.extensions?.['code'] ?? ''))
  if (!http.headers.has('cache-control')) http.headers.set('cache-control', 'no-store')
  if (singleResult.data !== undefined || type === null || isSettled(record.errors[0])) return
  http.status = statusWithoutData(record.errors[0] ?? '', type)
  if (http.status === 503 && !http.headers.has('retry-after')) http.headers.set('retry-after', '1')
}

/** Apollo's own status stands for a malformed request (400, or 405 for a mutation by GET) and for a persisted query that is not known yet (200). */
const isSettled = (code: string | undefined): boolean => code === 'BAD_REQUEST' || code === 'PERSISTED_QUERY_NOT_FOUND'

const cacheable = (headers: Map<string, string>, cache: CachePolicy | null): void => {
  headers.set('cache-control', cache === null || cache.maxAge === 0 ? 'no-store' : `${cache.scope === 'PRIVATE' ? 'private' : 'public'}, max-age=${cache.maxAge}`)
}

const withRequestId = (error: GraphQLFormattedError, requestId: string): GraphQLFormattedError =>
  error.extensions?.['code'] === 'INTERNAL_SERVER_ERROR' ? { ...error, extensions: { ...error.extensions, requestId } } : error
