import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'

const longestName = 120

/** One line a request. The query string, the document and the variables stay out: they can hold what is nobody's business. */
export const addRequestLog = (app: FastifyInstance, logger: Logger): void => {
  app.addHook('onResponse', (request, reply, done) => {
    const { record } = request
    if (record === null) logger.debug({ requestId: request.id, method: request.method, path: request.routeOptions.url ?? 'unknown', status: reply.statusCode, durationMs: round(reply.elapsedTime) }, 'request')
    else {
      logger.info({
        requestId: request.id, method: request.method, path: request.routeOptions.url ?? 'unknown', status: reply.statusCode, durationMs: round(reply.elapsedTime),
        operation: record.operationName?.slice(0, longestName) ?? null, type: record.operationType, cost: record.cost,
        ...(record.errors === null ? {} : { errors: [...new Set(record.errors)].slice(0, 10) }),
      }, 'request')
    }
    done()
  })
}

const round = (ms: number): number => Math.round(ms * 100) / 100
