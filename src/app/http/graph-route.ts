import { HeaderMap, type ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { REFUSED_AS, type Access } from './access'
import { clientInfoOf } from './client-info'
import type { Door } from './door'
import { addressOf } from './connection-limits'
import { isFirstPartyGet, firstPartyHeader } from './first-party'
import { sendRefusal } from './http-errors'
import type { HttpSettings } from './http-settings'
import { statusWithoutData } from './http-status'
import { responseTypeFor } from './media-type'
import { newRecord, type GraphContext, type RequestRecord } from './request-record'
import { createBodySender } from './send-body'

declare module 'fastify' {
  interface FastifyRequest { record: RequestRecord | null }
}

/** The graph at /graphql: GET and POST go to Apollo, HEAD and the rest are told what is allowed. */
export const addGraphRoute = (app: FastifyInstance, apollo: ApolloServer<GraphContext>, door: Door, settings: HttpSettings, access: Access): void => {
  const handle = fastifyApolloHandler(apollo, { context: (request) => contextOf(request, door, access, settings.trustProxy) })
  const sendBody = createBodySender(settings.compressFromBytes)
  app.decorateRequest('record', null)

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      if (request.method === 'GET' && isFirstPartyGet(request.headers, settings.corsOrigins)) request.headers[firstPartyHeader] = '1'
      return sendBody(request, reply, await (handle as Handler).call(app, request, reply))
    },
  })
  app.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (request, reply) => sendRefusal(request, reply.header('allow', 'GET, POST, OPTIONS'), { status: 405, code: 'BAD_REQUEST', message: 'The graph takes GET and POST.' }),
  })
}

type Handler = (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) => Promise<string>

const contextOf = async (request: FastifyRequest, door: Door, access: Access, trustProxy: boolean): Promise<GraphContext> => {
  const record = newRecord()
  request.record = record
  const { accept } = request.headers
  const type = responseTypeFor(accept)
  if (type === null) throw new GraphQLError('Accept application/graphql-response+json or application/json.', { extensions: { code: 'BAD_REQUEST', http: { status: 406 } } })
  const address = addressOf(request.raw, trustProxy)
  const principal = await access.authenticate({}, request.raw, address)
  if ('refused' in principal) {
    const { refused, status, retryAfterSeconds } = principal
    const code = REFUSED_AS[status]
    record.errors = [code]
    throw new GraphQLError(refused, { extensions: { code, http: { status, ...(status === 401 ? { headers: new HeaderMap([['www-authenticate', 'Bearer']]) } : retryAfterSeconds === undefined ? {} : { headers: new HeaderMap([['retry-after', String(retryAfterSeconds)]]) }) } } })
  }
  const source = ((request.method === 'GET' ? request.query : request.body) as { query?: unknown } | null | undefined)?.query
  const caller = { principal, address, client: clientInfoOf(request.raw) }
  try {
    door(typeof source === 'string' ? source : undefined, caller)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const code = String(error.extensions['code'])
    record.errors = [code]
    const wait = error.extensions['retryAfterSeconds']
    throw new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: statusWithoutData(code, type), ...(typeof wait === 'number' ? { headers: new HeaderMap([['retry-after', String(wait)]]) } : {}) } } })
  }
  return { requestId: request.id, record, accept, subscribe: null, caller, over: 'http', readOnly: false }
}
