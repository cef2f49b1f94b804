import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics'

/** `/metrics` in the text format of Prometheus; every answered request is counted by its route. */
export const addMetricsRoute = (app: FastifyInstance, metrics: Metrics): void => {
  app.addHook('onResponse', (request, reply, done) => {
    metrics.request(request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime)
    done()
  })
  app.get('/metrics', async (_request, reply) => reply.header('cache-control', 'no-store').type(metrics.contentType).send(await metrics.text()))
}
