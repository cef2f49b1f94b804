import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { AppError } from '../../domain/errors'

export interface Health {
  /** Why the process should get no traffic now, in words for an operator; empty when ready. */
  reasons(): Promise<readonly string[]>
}

const patienceMs = 2_000

/** `/healthz`: the process answers. `/readyz`: it should get traffic; 503 with the reasons when not. */
export const addHealthRoutes = (app: FastifyInstance, health: Health, isDraining: () => boolean, logger: Logger): void => {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const reasons = isDraining() ? ['the server is shutting down'] : await withinPatience(health, logger)
    return reply.code(reasons.length === 0 ? 200 : 503).header('cache-control', 'no-store').send({ status: reasons.length === 0 ? 'ready' : 'not ready', reasons })
  })
}

const withinPatience = async (health: Health, logger: Logger): Promise<readonly string[]> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly string[]>((resolve) => {
    timer = setTimeout(() => { resolve([`the checks did not answer within ${patienceMs} ms`]) }, patienceMs)
  })
  try {
    return await Promise.race([health.reasons(), late])
  } catch (error) {
    logger.warn({ err: error }, 'not ready')
    return [error instanceof AppError ? error.message : 'a check failed; the log says why']
  } finally {
    clearTimeout(timer)
  }
}
