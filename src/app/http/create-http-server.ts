import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import type { Instant } from '../../domain/instant'
import { packageRoot } from '../package-root'
import { addCors } from './cors'
import { createApollo, type GatewayExecutor } from './create-apollo'
import { createConnectionLimits } from './connection-limits'
import { ANY_DOCUMENT, createDocumentFinder, type DocumentPolicy } from './asked-document'
import { createDoor } from './door'
import { watchConnections, type Drain } from './drain'
import { addFixedHeaders, fixedHeaders, MAX_HEADERS } from './fixed-headers'
import { openGate, type Gate } from './gate'
import { addGraphRoute } from './graph-route'
import { addGraphiqlRoutes } from './graphiql-routes'
import { addHealthRoutes, type Health } from './health-routes'
import { errorBody, listenError, MAX_PATH_PART, refusalOf, sendRefusal } from './http-errors'
import type { HttpSettings } from './http-settings'
import { limitedAccess } from './limited-access'
import type { LiveDeps, Subscriptions, Transport } from './live-deps'
import { createOperations } from './operations'
import { addLivePage } from './live-page'
import { createRequestIds } from './request-id'
import { addRequestLog } from './request-log'
import { addSocketRoute, isSocketUpgrade } from './socket-route'
import { createSourceGuard } from './source-guard'
import { addStreamRoute } from './stream-route'
import { createUsageTeller } from './usage-teller'
import { addRest } from '../rest/add-rest'

export interface HttpServerDeps {
  readonly schema: GraphQLSchema
  readonly executor: GatewayExecutor
  readonly config: HttpSettings
  readonly logger: Logger
  readonly health: Health
  /** Null: none are served. */
  readonly subscriptions?: Subscriptions | null
  /** Left out: everybody is let in. */
  readonly gate?: Gate
  /** Left out: any document, and none is trusted. */
  readonly documents?: DocumentPolicy
}

export interface HttpServer {
  /** For what else is served beside the graph; before `listen`. */
  readonly app: FastifyInstance
  /** Gives the URL; port 0 takes any free one. @throws AppError PORT_IN_USE or CONFIG_INVALID */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>
  /** Stops accepting, lets requests in flight finish within `drainTimeoutMs`, and resolves when nothing is left. Safe to call twice. */
  close(): Promise<void>
}

export const createHttpServer = async ({ schema, executor, config, logger, health, subscriptions = null, gate = openGate, documents = ANY_DOCUMENT }: HttpServerDeps): Promise<HttpServer> => {
  const apollo = await createApollo({ schema, executor, settings: config, logger, gate })
  const door = createDoor(gate.limiter, createSourceGuard(config.limits, config.persistedQueryBytes), createDocumentFinder(documents, config.limits.maxTokens))
  const access = limitedAccess(gate.access, gate.limiter)
  const told = createUsageTeller({ usage: gate.usage, now: subscriptions?.now ?? (() => Date.now() as Instant) })
  const app = createApp(config, subscriptions === null ? () => false : isSocketUpgrade)
  const drain = watchConnections(app.server)
  addFixedHeaders(app, config)
  addErrorHandlers(app, config, logger)
  addRequestLog(app, logger)
  addCors(app, config.corsOrigins)
  addGraphRoute(app, apollo, door, config, access, told)
  const operations = createOperations({ apollo, door, logger })
  const rest = addRest(app, { schema, documents: documents.documents, operations, access, limiter: gate.limiter, told, logger, settings: config })
  const transports = subscriptions === null ? [] : addLiveRoutes(app, {
    ...subscriptions, gate: { ...gate, access }, schema, settings: config, logger, told, operations,
    limits: createConnectionLimits(config.live.maxConnections, config.live.maxConnectionsPerAddress),
  })
  addHealthRoutes(app, health, () => drain.draining, logger)
  if (config.graphiql && !addGraphiqlRoutes(app, join(packageRoot, 'dist', 'graphiql'))) logger.warn('GraphiQL is not served: its bundle is missing. Run script/bootstrap to build it.')
  if (config.graphiql && subscriptions !== null && !addLivePage(app, join(packageRoot, 'dist', 'live'))) logger.warn('The page /live is not served: its bundle is missing. Run script/bootstrap to build it.')
  let closed: Promise<void> | null = null
  return {
    app,
    listen: async ({ host, port }) => {
      try {
        return await app.listen({ host, port })
      } catch (error) {
        throw listenError(error, host, port)
      }
    },
    close: () => closed ??= closeAll(app, drain, transports, config).then(() => { rest.close(); told.close() }).then(() => apollo.stop()),
  }
}

const addLiveRoutes = (app: FastifyInstance, deps: LiveDeps): readonly Transport[] => [addSocketRoute(app, deps), addStreamRoute(app, deps)]

const closeAll = async (app: FastifyInstance, drain: Drain, transports: readonly Transport[], config: HttpSettings): Promise<void> => {
  await Promise.all([...transports.map((transport) => transport.close()), drain.finish(config)])
  await app.close()
}

const MAX_HEADER_BYTES = 16 * 1024
/** How often connections are looked at that are late with a request. */
const CHECK_MS = 1_000

const createApp = (config: HttpSettings, isUpgrade: (request: IncomingMessage) => boolean): FastifyInstance => {
  const app = fastify({
    logger: false,
    http: { shouldUpgradeCallback: isUpgrade, maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: config.headersTimeoutMs, connectionsCheckingInterval: Math.min(CHECK_MS, config.headersTimeoutMs) },
    genReqId: createRequestIds(),
    bodyLimit: config.bodyLimitBytes,
    trustProxy: config.trustProxy,
    keepAliveTimeout: config.keepAliveTimeoutMs,
    requestTimeout: config.requestTimeoutMs,
    return503OnClosing: false,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: MAX_PATH_PART },
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'ignore',
    clientErrorHandler: answerMalformed,
    // No hook runs for a URL that cannot be read.
    frameworkErrors: (error, request, reply) => { sendRefusal(request, reply.headers(fixedHeaders(config)).header('x-request-id', request.id), refusalOf({ ...error, statusCode: 400 }, config.bodyLimitBytes)) },
  })
  app.server.maxHeadersCount = 2 * MAX_HEADERS
  app.removeContentTypeParser('text/plain')
  return app as unknown as FastifyInstance
}

const addErrorHandlers = (app: FastifyInstance, config: HttpSettings, logger: Logger): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, config.bodyLimitBytes)
    if (refusal.status >= 500) logger.error({ requestId: request.id, err: error }, 'the request failed')
    return sendRefusal(request, reply, refusal)
  })
  app.setNotFoundHandler((request, reply) => sendRefusal(request, reply, {
    status: 404, code: 'NOT_FOUND', message: `There is nothing here. The graph is at /graphql, REST at /rest, ${config.graphiql ? 'GraphiQL at /graphiql, ' : ''}health at /healthz and /readyz.`,
  }))
}

/** Bytes that are not HTTP never reach a route; they get the same JSON, written by hand. */
const answerMalformed = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const [status, message] = error.code === 'HPE_HEADER_OVERFLOW' ? ['431 Request Header Fields Too Large', 'The headers are over 16 KiB.'] as const
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? ['408 Request Timeout', 'The request did not arrive in time.'] as const
      : ['400 Bad Request', 'This is not a well-formed HTTP request.'] as const
  const body = errorBody({ code: 'BAD_REQUEST', message })
  socket.end(`HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
}
