import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Metrics } from '../metrics'
import { addFeedRoutes, type FeedRoutesDeps } from './feed-routes'
import { addHealthRoutes, type Health } from './health-routes'
import { addFixedHeaders } from './fixed-headers'
import { listenError, refusalOf, sendRefusal } from './http-errors'
import { defaultHttpSettings as http } from './http-settings'
import { addMetricsRoute } from './metrics-route'

export interface WorkerServerDeps {
  readonly health: Health
  readonly metrics: Metrics
  readonly logger: Logger
  /** Null: no prices are taken in. */
  readonly feeds: Omit<FeedRoutesDeps, 'logger'> | null
  readonly bodyLimitBytes: number
}
export interface WorkerServer {
  /** Gives the URL. @throws AppError PORT_IN_USE or CONFIG_INVALID */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>
  close(): Promise<void>
}

/** What a worker says over HTTP: `/healthz`, `/readyz`, `/metrics`, and the door for senders of prices. No graph. */
export function createWorkerServer({ health, metrics, logger, feeds, bodyLimitBytes }: WorkerServerDeps): WorkerServer {
  const app = fastify({ logger: false, bodyLimit: bodyLimitBytes, forceCloseConnections: true, requestTimeout: http.requestTimeoutMs, http: { headersTimeout: http.headersTimeoutMs, connectionsCheckingInterval: 1_000 } }) as unknown as FastifyInstance
  addFixedHeaders(app, http)
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, bodyLimitBytes)
    if (refusal.status >= 500) logger.error({ requestId: request.id, err: error }, 'the request failed')
    return sendRefusal(request, reply, refusal)
  })
  let closing = false
  addHealthRoutes(app, health, () => closing, logger)
  addMetricsRoute(app, metrics)
  if (feeds !== null) addFeedRoutes(app, { ...feeds, logger })
  return {
    listen: async ({ host, port }) => {
      try { return await app.listen({ host, port }) } catch (error) { throw listenError(error, host, port) }
    },
    close: async () => {
      closing = true
      await app.close()
    },
  }
}
