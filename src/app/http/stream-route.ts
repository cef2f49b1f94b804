import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLFormattedError } from 'graphql'
import { createHandler, type RequestParams } from 'graphql-sse'
import { createFlusher } from '../../live/delivery/flusher'
import { splicer } from '../../live/delivery/splice'
import type { Caller } from '../../access/principal'
import { REFUSED_AS } from './access'
import type { AskedDocument } from './asked-document'
import { clientInfoOf } from './client-info'
import { addressOf, sayFull } from './connection-limits'
import { withEmptyQuery } from './empty-query'
import { mayConnect } from './first-party'
import { sendRefusal, type HttpRefusal } from './http-errors'
import { statusWithoutData } from './http-status'
import { codeOf, limitHeaders } from './limit-headers'
import { jsonType } from './media-type'
import { shuttingDown, SubscriptionFailure, type LiveDeps, type Transport } from './live-deps'
import { openSubscription } from './open-subscription'
import { createStreamConnection, type StreamConnection } from './stream-connection'
import { neutralMessage } from '../../graphql/errors'

const SWEEP_MS = 500
const asksForStream = (accept: string | undefined): boolean => /text\/event-stream/i.test(accept ?? '')
interface Asked { readonly request: FastifyRequest; readonly connection: StreamConnection; readonly documentId: unknown; /** Of an operation that its limits refused, which is told by status. */ limited: GraphQLFormattedError | null; /** Tells the use of an operation that was answered at once. */ answered: ((bytes: number) => void) | null }
const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' }

/** Server-sent events on /graphql/stream, one operation a connection, after the protocol of graphql-sse ("distinct connections mode"). */
export function addStreamRoute(app: FastifyInstance, deps: LiveDeps): Transport {
  const { settings, limits, logger, meter, now, gate: { access, limiter }, operations, schema, told } = deps
  const connections = new Set<StreamConnection>()
  let [draining, sent] = [false, 0]
  const shared = { ...deps, flusher: createFlusher(), splice: splicer('event: next\ndata: ', '\n\n'), onSent: (at: number) => { if (sent++ % 32 === 0) meter.toClient(now() - at) }, onConflated: (count: number) => { meter.dropped('conflated', count) } }
  /** graphql-sse reads the request and keeps the protocol; `raw` carries what is ours. */
  const handle = createHandler<Asked>({
    schema, authenticate: () => '',
    onSubscribe: async ({ raw }, params: RequestParams) => {
      const { request, connection } = raw
      const answer = await operations.run({ ...params, documentId: raw.documentId }, request.id, 'sse', connection.session, request.method === 'GET')
      const { record, durationMs } = answer
      if (answer.kind === 'result') {
        raw.answered = (bytes) => { told.answered({ record, caller: connection.session, over: 'sse' }, bytes, durationMs) }
        raw.limited = answer.result.errors?.find(({ extensions }) => extensions?.['retryAfterSeconds'] !== undefined) ?? null
        return once(answer.result)
      }
      return openSubscription(connection, deps, answer.checked, Buffer.alloc(0), { told, over: 'sse', durationMs, refused: (tell) => { connection.refused = tell } }) as Promise<AsyncGenerator<object>>
    },
  })
  const refusalFor = (request: FastifyRequest): HttpRefusal | null => {
    if (!asksForStream(request.headers.accept)) return { status: 406, code: 'BAD_REQUEST', message: 'Accept text/event-stream. Answers that come at once are at /graphql.' }
    if (draining) return { status: 503, code: 'OVERLOADED', message: shuttingDown.message }
    return mayConnect(request.headers, settings.corsOrigins) ? null : { status: 403, code: 'FORBIDDEN', message: 'Pages of this origin may not connect. RACEGRAPH_CORS_ORIGINS names those that may.' }
  }
  const stream = async (request: FastifyRequest, reply: FastifyReply, session: Caller): Promise<FastifyReply> => {
    const connection = createStreamConnection(reply.raw, session, shared)
    const sent = (request.method === 'GET' ? request.query : request.body) as AskedDocument | null | undefined
    const raw: Asked = { request, connection, documentId: sent?.documentId, limited: null, answered: null }
    reply.raw.once('close', () => { raw.answered?.(connection.written + (raw.limited === null ? 0 : Number(reply.getHeader('content-length') ?? 0))) })
    const url = request.method === 'GET' && withEmptyQuery(sent) !== sent ? `${request.url}&query=` : request.url
    const [body, init] = await handle({ method: request.method, url, headers: { get: (name) => (name === 'accept' ? 'text/event-stream' : String(request.headers[name] ?? '')) }, body: (withEmptyQuery(request.body) ?? null) as Record<string, unknown> | null, raw, context: undefined })
    if (raw.limited !== null) return sendRefusal(request, withRetryAfter(reply, raw.limited.extensions?.['retryAfterSeconds']), limitedAs(raw.limited))
    if (body === null || typeof body === 'string') return sendRefusal(request, reply, { status: init.status, code: 'BAD_REQUEST', message: messageOf(body) })
    connections.add(connection)
    reply.hijack()
    reply.raw.writeHead(200, { ...reply.getHeaders() as Record<string, string>, ...headers })
    whenClosed(reply, () => {
      connections.delete(connection)
      connection.queue.close()
      for (const open of connection.streams) open.end()
      void body.return(undefined)
    })
    try {
      for await (const text of body) connection.write(text)
      reply.raw.end()
    } catch (error) {
      if (!(error instanceof SubscriptionFailure)) logger.error({ requestId: request.id, err: error }, 'an event stream failed')
      connection.fail(error instanceof SubscriptionFailure ? error.errors : [{ message: neutralMessage, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: request.id } }])
    }
    return reply
  }
  app.route({
    method: ['GET', 'POST'], url: '/graphql/stream',
    handler: async (request, reply) => {
      const refusal = refusalFor(request)
      if (refusal !== null) return sendRefusal(request, reply, refusal)
      const address = addressOf(request.raw, settings.trustProxy)
      const principal = await access.authenticate({}, request.raw, address)
      if ('refused' in principal) return sendRefusal(request, withRetryAfter(reply, principal.retryAfterSeconds), { status: principal.status, code: REFUSED_AS[principal.status], message: principal.refused })
      const place = limits.take(address)
      if ('full' in place) return sendRefusal(request, place.full === 'all' ? reply.header('retry-after', '1') : reply, sayFull(place))
      whenClosed(reply, () => { place.release() })
      const caller = { principal, address, client: clientInfoOf(request.raw) }
      const admission = await limiter.connect(caller)
      const { refused } = admission
      if (refused !== null) return sendRefusal(request, reply.headers(Object.fromEntries(limitHeaders(admission))), { status: refused.what === 'unavailable' ? 503 : 429, code: codeOf(refused), message: refused.message })
      whenClosed(reply, () => { admission.settle(0) })
      return stream(request, reply, caller)
    },
  })
  app.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE'], url: '/graphql/stream',
    handler: (request, reply) => sendRefusal(request, reply.header('allow', 'GET, POST, OPTIONS'), { status: 405, code: 'BAD_REQUEST', message: 'Streams take GET and POST, one operation a connection.' }),
  })
  const sweeper = setInterval(() => { for (const connection of connections) connection.sweep(performance.now()) }, Math.min(SWEEP_MS, settings.live.slowClientMs / 4))
  sweeper.unref()
  meter.gauge('event_streams_open', 'Event streams that are open.', () => connections.size)
  return {
    /** The HTTP side waits for what is in flight, and these are. */
    close: async () => {
      draining = true
      for (const connection of connections) connection.leave()
      clearInterval(sweeper)
    },
  }
}

const withRetryAfter = (reply: FastifyReply, seconds: unknown): FastifyReply => (typeof seconds === 'number' ? reply.header('retry-after', String(seconds)) : reply)
const limitedAs = ({ message, extensions }: GraphQLFormattedError): HttpRefusal => {
  const code = String(extensions?.['code'])
  return { status: statusWithoutData(code, jsonType), code, message }
}

/** At once where it is closed already: its event does not come again. */
const whenClosed = ({ raw }: FastifyReply, then: () => void): void => {
  if (raw.destroyed) then()
  else raw.once('close', then)
}

/** graphql-sse knows no result without data, which a refused document has. */
async function* once(result: object): AsyncGenerator<object> { yield result }

const messageOf = (body: string | null): string => {
  const said = body === null ? undefined : (JSON.parse(body) as { errors?: readonly { message?: string }[] }).errors?.[0]?.message
  return said ?? 'The request is malformed: POST a JSON object with "query", or GET with ?query=.'
}
