import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Scope } from '../../../access/scope'
import { createBodySender } from '../../http/send-body'
import { Refused, refusedBy } from '../refused'
import { callerOf, putProblem, type RestAnswerDeps } from '../rest-answer'
import type { LiveOpenApi } from './live-open-api'

/** `/rest/openapi.json`: for whoever is not let in, what everybody may know of the routes. */
export function addOpenApiRoute(app: FastifyInstance, live: LiveOpenApi, { access, settings, logger }: Pick<RestAnswerDeps, 'access' | 'settings' | 'logger'>): void {
  const sendBody = createBodySender(settings.compressFromBytes)
  const scopesOf = async (request: FastifyRequest): Promise<readonly Scope[] | null> => {
    try { return (await callerOf(request, access, settings.trustProxy)).principal.scopes } catch (error) {
      if (error instanceof Refused) return null
      throw error
    }
  }
  app.route({
    method: ['GET', 'HEAD'], url: '/rest/openapi.json',
    handler: async (request, reply) => {
      const scopes = await scopesOf(request)
      try {
        const text = await live.text(scopes)
        return await sendBody(request, reply.headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-cache' }), text)
      } catch (error) { return putProblem(request, reply, refusedBy(error, request.id, logger), { admission: null }) }
    },
  })
}
