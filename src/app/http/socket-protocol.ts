import { parse, type ExecutionArgs, type GraphQLFormattedError } from 'graphql'
import { GraphQLError } from 'graphql'
import { makeServer, type Context, type Server } from 'graphql-ws'
import { WebSocket } from 'ws'
import { neutralMessage } from '../../graphql/errors'
import { clientInfoOf } from './client-info'
import { addressOf } from './connection-limits'
import { CLOSE, type SocketConnection } from './socket-connection'
import { shuttingDown, SubscriptionFailure, type LiveDeps } from './live-deps'
import { openSubscription } from './open-subscription'
import type { Answer, Sent } from './operations'
import { newRecord } from './request-record'
import type { SilentStream } from './silent-stream'

export interface SocketExtra { readonly connection: SocketConnection; readonly draining: () => boolean }
type SocketContext = Context<Record<string, unknown>, SocketExtra>

/** What graphql-ws looks at to tell a subscription from the rest; the operation itself is checked and planned elsewhere. */
const documents = { query: parse('{ __typename }'), subscription: parse('subscription { __typename }') }
interface Prepared { readonly answer: Answer; readonly context: SocketContext; readonly id: string }
const refused = (errors: readonly GraphQLFormattedError[]): GraphQLError[] => [new GraphQLError('refused', { originalError: new SubscriptionFailure(errors) })]

/** The graphql-transport-ws protocol, kept by graphql-ws. Updates of subscriptions go around it: its iterables yield nothing until they end. */
export function createSocketProtocol({ schema, operations, groups, gate: { access, limiter }, settings, logger, told }: LiveDeps): Server<SocketExtra> {
  const prepare = async (context: SocketContext, id: string, payload: Sent): Promise<ExecutionArgs | GraphQLError[]> => {
    const { connection, draining } = context.extra
    const { session, answers } = connection
    if (draining()) return refused([shuttingDown])
    const { maxSubscriptions } = settings.live
    if (Object.keys(context.subscriptions).length > maxSubscriptions) {
      if (session !== null) answers.expect(id, (bytes) => { told.answered({ record: { ...newRecord(), errors: ['LIMIT_EXCEEDED'] }, caller: session, over: 'websocket' }, bytes, 0) })
      return refused([{ message: `This connection runs ${maxSubscriptions} operations, which is the limit. Complete one first.`, extensions: { code: 'LIMIT_EXCEEDED' } }])
    }
    if (session === null) return refused([{ message: 'Send connection_init first.', extensions: { code: 'UNAUTHENTICATED' } }])
    connection.running++
    try {
      const answer = await operations.run(payload, connection.requestId, 'websocket', session)
      const { record, durationMs } = answer
      if (answer.kind === 'result') answers.expect(id, (bytes) => { told.answered({ record, caller: session, over: 'websocket' }, bytes, durationMs) })
      if (answer.kind === 'result' && answer.result.data === undefined) return refused(answer.result.errors ?? [])
      const contextValue: Prepared = { answer, context, id }
      return { schema, document: answer.kind === 'subscription' ? documents.subscription : documents.query, contextValue }
    } finally { connection.done() }
  }
  const subscribe = ({ answer, context: { extra: { connection } }, id }: Prepared): Promise<SilentStream> => {
    if (answer.kind !== 'subscription') throw new Error('not a subscription')
    return openSubscription(connection, { groups, logger }, answer.checked, Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`), {
      told, over: 'websocket', durationMs: answer.durationMs, refused: (tell) => { connection.answers.expect(id, tell) },
    })
  }
  return makeServer<Record<string, unknown>, SocketExtra>({
    schema,
    connectionInitWaitTimeout: settings.live.initTimeoutMs,
    onConnect: async (context) => {
      const { connection } = context.extra
      const params = context.connectionParams ?? {}
      const address = addressOf(connection.request, settings.trustProxy)
      const answer = await access.authenticate(params, connection.request, address)
      if ('refused' in answer) {
        connection.close(answer.status === 429 ? CLOSE.tooMany : CLOSE.forbidden, answer.refused)
        return false
      }
      const session = { principal: answer, address, client: clientInfoOf(connection.request, params) }
      const place = await limiter.connect(session)
      if (place.refused !== null) {
        connection.close(place.refused.what === 'unavailable' ? CLOSE.later : CLOSE.tooMany, place.refused.message)
        return false
      }
      if (connection.ws.readyState === WebSocket.CLOSED) place.settle(0)
      else connection.ws.once('close', () => { place.settle(0) })
      connection.session = session
      return true
    },
    onSubscribe: (context, id, payload) => prepare(context, id, payload as Sent),
    execute: (args) => {
      const { answer } = args.contextValue as Prepared
      return answer.kind === 'result' ? answer.result as object : {}
    },
    subscribe: (args) => subscribe(args.contextValue as Prepared) as Promise<AsyncGenerator<object>>,
    onNext: (_context, _id, _payload, _args, result) => result as object,
    onError: (context, _id, _payload, errors) => {
      const [error] = errors
      const cause = error instanceof GraphQLError ? error.originalError : error
      if (cause instanceof SubscriptionFailure) return cause.errors
      logger.error({ requestId: context.extra.connection.requestId, err: cause ?? error }, 'an operation over WebSocket failed')
      return [{ message: neutralMessage, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: context.extra.connection.requestId } }]
    },
  })
}
