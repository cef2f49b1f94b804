import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'content-type, accept, authorization, x-api-key, x-request-id, apollo-require-preflight, graphql-require-preflight, x-apollo-operation-name, apollographql-client-name, apollographql-client-version, x-client-name, x-client-version',
  'access-control-max-age': '600',
}

/** Lets pages of the given origins read answers of the graph. Credentials are never allowed: racegraph uses no cookies. */
export const addCors = (app: FastifyInstance, origins: readonly string[]): void => {
  const allow = (request: FastifyRequest, reply: FastifyReply): boolean => {
    const { origin } = request.headers
    void reply.header('vary', 'origin')
    if (origin === undefined || !(origins.includes(origin) || origins.includes('*'))) return false
    void reply.header('access-control-allow-origin', origins.includes('*') ? '*' : origin).header('access-control-expose-headers', 'x-request-id, etag, ratelimit, ratelimit-policy, retry-after')
    return true
  }
  if (origins.length > 0) {
    app.addHook('onRequest', (request, reply, done) => {
      allow(request, reply)
      done()
    })
  }
  for (const path of ['/graphql', '/graphql/stream', '/rest/*']) app.options(path, async (request, reply) => {
    if (origins.length > 0 && allow(request, reply)) void reply.headers(preflightHeaders)
    return reply.code(204).header('allow', 'GET, POST, OPTIONS').send()
  })
}
