import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { REFUSED_AS, type Access } from './access'
import { withoutPersisted, type AskedDocument, type FoundDocument } from './asked-document'
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
import { tellWhenSent } from './tell-when-sent'
import type { UsageTeller } from './usage-teller'

declare module 'fastify' {
  interface FastifyRequest { record: RequestRecord | null }
}

/** The graph at /graphql: GET and POST go to Apollo, HEAD and the rest are told what is allowed. */
export const addGraphRoute = (app: FastifyInstance, apollo: ApolloServer<GraphContext>, door: Door, settings: HttpSettings, access: Access, told: UsageTeller): void => {
  const handle = createHandler(apollo, door, access, settings)
  const sendBody = createBodySender(settings.compressFromBytes)
  app.decorateRequest('record', null)

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      if (request.method === 'GET' && (isFirstPartyGet(request.headers, settings.corsOrigins) || namesTrusted(request.query as AskedDocument))) request.headers[firstPartyHeader] = '1'
      const sized = tellWhenSent(request, reply, told, 'http')
      const body = await handle(request, reply)
      const sent = await sendBody(request, reply, body)
      sized(reply.statusCode === 304 ? 0 : Buffer.byteLength(body))
      return sent
    },
  })
  app.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (request, reply) => sendRefusal(request, reply.header('allow', 'GET, POST, OPTIONS'), { status: 405, code: 'BAD_REQUEST', message: 'The graph takes GET and POST.' }),
  })
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<string>

/** A GET that can run what was published and nothing else: neither a link nor an image of another site can make a visitor's browser ask for more. Mutations are refused. */
const namesTrusted = ({ documentId, query }: AskedDocument): boolean => typeof documentId === 'string' && (query === undefined || query === '')

const createHandler = (apollo: ApolloServer<GraphContext>, door: Door, access: Access, settings: HttpSettings): Handler => async (request, reply) => {
  const at = request.url.indexOf('?')
  // Apollo reads it after its context is made, which is when the document is known.
  const asked: HTTPGraphQLRequest = { method: request.method, headers: headersOf(request), search: at === -1 ? '' : request.url.slice(at), body: request.body }
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: asked,
    context: () => contextOf(request, door, access, settings.trustProxy, (found) => { putDocument(asked, found) }),
  })
  if (body.kind !== 'complete') throw new Error('an operation was answered in parts, which nothing here asks for')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  if (request.method === 'GET' && typeof request.record?.trusted === 'string') forSharedCaches(headers)
  for (const [name, value] of headers) void reply.header(name, value)
  void reply.code(status ?? 200)
  return body.string
}

const headersOf = ({ headers }: FastifyRequest): HeaderMap => {
  const map = new HeaderMap()
  for (const [name, value] of Object.entries(headers)) if (value) map.set(name, Array.isArray(value) ? value.join(', ') : value)
  return map
}

/** Puts the text where Apollo looks for it, as if it had been sent. */
const putDocument = (asked: HTTPGraphQLRequest, { query, persistedIsDone }: FoundDocument): void => {
  if (query === undefined) return
  if (asked.method !== 'GET') {
    const { documentId: _id, extensions, ...rest } = asked.body as Record<string, unknown>
    asked.body = { ...rest, query, ...(extensions === undefined ? {} : { extensions: persistedIsDone ? withoutPersisted(extensions) ?? null : extensions }) }
    return
  }
  const search = new URLSearchParams(asked.search)
  search.delete('documentId')
  search.set('query', query)
  const extensions = persistedIsDone ? search.get('extensions') : null
  if (extensions !== null) search.set('extensions', JSON.stringify(withoutPersisted(JSON.parse(extensions)) ?? {}))
  asked.search = search.toString()
}

/** Longest that a shared cache may tell the old while it asks for the new, seconds. */
const STALE_S = 60
/** Answers to a URL that is the same for everybody may be kept by everybody: budgets of whoever happened to ask first have no place on them. */
const forSharedCaches = (headers: HeaderMap): void => {
  const [, maxAge] = /^public, max-age=(\d+)$/.exec(headers.get('cache-control') ?? '') ?? []
  if (maxAge === undefined) return
  headers.set('cache-control', `public, max-age=${maxAge}, stale-while-revalidate=${Math.min(Number(maxAge), STALE_S)}`)
  for (const name of ['ratelimit', 'ratelimit-policy']) headers.delete(name)
}

/** What of a request says which document it wants. What is malformed is left to Apollo, which says what is wrong with it. */
const askedBy = (request: FastifyRequest): AskedDocument => {
  const sent: unknown = request.method === 'GET' ? request.query : request.body
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return {}
  const { query, documentId, extensions } = sent as AskedDocument
  return { query, documentId, extensions: typeof extensions === 'string' && request.method === 'GET' ? parsed(extensions) : extensions }
}
const parsed = (json: string): unknown => {
  try { return JSON.parse(json) } catch { return undefined }
}

const contextOf = async (request: FastifyRequest, door: Door, access: Access, trustProxy: boolean, onFound: (found: FoundDocument) => void): Promise<GraphContext> => {
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
  const caller = { principal, address, client: clientInfoOf(request.raw) }
  record.caller = caller
  try {
    const found = await door(askedBy(request), caller)
    record.trusted = found.trusted?.id ?? null
    onFound(found)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const code = String(error.extensions['code'])
    record.errors = [code]
    const wait = error.extensions['retryAfterSeconds']
    throw new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: statusWithoutData(code, type), ...(typeof wait === 'number' ? { headers: new HeaderMap([['retry-after', String(wait)]]) } : {}) } } })
  }
  return { requestId: request.id, record, accept, subscribe: null, caller, over: 'http', readOnly: false }
}
