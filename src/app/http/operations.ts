import type { ApolloServer } from '@apollo/server'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import type { Caller } from '../../access/principal'
import { withoutPersisted, type AskedDocument, type FoundDocument } from './asked-document'
import type { Door } from './door'
import { newRecord, type CheckedSubscription, type GraphContext, type RequestRecord } from './request-record'

/** An operation as a client sends it outside of a plain request: over WebSocket or for a stream. */
export interface Sent {
  readonly query?: string | undefined
  /** Of a trusted document, instead of `query`. */
  readonly documentId?: unknown
  readonly operationName?: string | null | undefined
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined
}
/** `record`, `durationMs`: for whoever writes the answer and tells its use (`usage-teller.ts`). */
export type Answer =
  | { readonly kind: 'result'; readonly record: RequestRecord; readonly durationMs: number; readonly result: { readonly data?: Readonly<Record<string, unknown>> | null; readonly errors?: readonly GraphQLFormattedError[]; readonly extensions?: Readonly<Record<string, unknown>> } }
  | { readonly kind: 'subscription'; readonly record: RequestRecord; readonly durationMs: number; readonly checked: CheckedSubscription }
export interface Operations {
  /** Runs a query or mutation; a subscription is checked and handed back. Never rejects for what the client did. */
  run(sent: Sent, requestId: string, over: Exclude<GraphContext['over'], 'http'>, caller: Caller, readOnly?: boolean): Promise<Answer>
}
export interface OperationsDeps { readonly apollo: ApolloServer<GraphContext>; readonly door: Door; readonly logger: Logger }

const longestName = 120

/** The one way of operations for those who do not come by a request of their own: the same guard, limits, cost, persisted queries, executor and errors as at /graphql. */
export const createOperations = ({ apollo, door, logger }: OperationsDeps): Operations => ({
  run: async (sent, requestId, over, caller, readOnly = false) => {
    const began = performance.now()
    const found = await foundBy(door, { query: sent.query, documentId: sent.documentId, extensions: sent.extensions, ours: over === 'rest' }, caller)
    if ('refused' in found) return { kind: 'result', record: { ...newRecord(), caller, errors: [String(found.refused.extensions?.['code'] ?? '')] }, durationMs: performance.now() - began, result: { errors: [found.refused] } }
    const { query, trusted, persistedIsDone } = found
    const { operationName, variables } = sent
    const extensions = persistedIsDone ? withoutPersisted(sent.extensions) : sent.extensions
    const record = { ...newRecord(), caller, trusted: trusted?.id ?? null }
    let checked: CheckedSubscription | null = null
    const contextValue: GraphContext = { requestId, record, accept: undefined, subscribe: (subscription) => { checked = subscription }, caller, over, readOnly }
    const { body } = await apollo.executeOperation({
      ...(query === undefined ? {} : { query }), ...(typeof operationName === 'string' ? { operationName } : {}),
      ...(variables ? { variables: { ...variables } } : {}), ...(extensions ? { extensions: { ...extensions } } : {}),
    }, { contextValue })
    const durationMs = performance.now() - began
    // A request of REST has a line of its own.
    if (over !== 'rest') logger.info({
      requestId, over, durationMs: Math.round(durationMs * 100) / 100,
      operation: record.operationName?.slice(0, longestName) ?? null, type: record.operationType, cost: record.cost,
      ...(record.errors === null ? {} : { errors: [...new Set(record.errors)].slice(0, 10) }),
    }, 'operation')
    if (checked !== null) return { kind: 'subscription', record, durationMs, checked }
    if (body.kind !== 'single') throw new Error('an operation was answered in parts, which nothing here asks for')
    const { data, errors, extensions: told } = body.singleResult
    return { kind: 'result', record, durationMs, result: { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }), ...(told === undefined ? {} : { extensions: told }) } }
  },
})

async function foundBy(door: Door, asked: AskedDocument, caller: Caller): Promise<FoundDocument | { readonly refused: GraphQLFormattedError }> {
  try {
    return await door(asked, caller)
  } catch (error) {
    if (error instanceof GraphQLError) return { refused: error.toJSON() }
    throw error
  }
}
