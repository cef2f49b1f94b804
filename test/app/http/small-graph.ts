import { GraphQLError, buildSchema, execute, type GraphQLSchema } from 'graphql'
import pino from 'pino'
import type { DocumentPolicy } from '../../../src/app/http/asked-document'
import type { GatewayExecutor } from '../../../src/app/http/create-apollo'
import { createHttpServer, type HttpServer } from '../../../src/app/http/create-http-server'
import type { Gate } from '../../../src/app/http/gate'
import { defaultHttpSettings, type HttpSettings } from '../../../src/app/http/http-settings'
import { AppError } from '../../../src/domain/errors'

const sdl = /* GraphQL */ `
  type Query {
    serverTime: String!
    echo(text: String!): String
    slow(ms: Int!): String
    race(id: ID!): Race
    races(first: Int = 10): [Race!]!
    broken: String
    leaky: String!
    refused: String
    big(bytes: Int!): String
  }
  type Mutation { touch: String }
  type Race { name: String! distanceM: Int! runners: [Runner!]! }
  type Runner { number: Int! horse: String! race: Race! }
`

const race = { name: 'Sha Tin 1', distanceM: 1200, runners: () => [{ number: 1, horse: 'Golden Sixty', race }] }

const rootValue = {
  serverTime: '2026-01-01T00:00:00Z',
  echo: ({ text }: { text: string }) => text,
  slow: ({ ms }: { ms: number }) => new Promise((resolve) => { setTimeout(() => { resolve('late') }, ms).unref() }),
  race: () => race,
  races: () => [race],
  broken: () => { throw new Error('relation "secret_table" does not exist at /srv/racegraph/src/pool.ts') },
  leaky: () => null,
  refused: () => { throw new AppError('NOT_FOUND', 'No race has the id X. Ask search for it.') },
  big: ({ bytes }: { bytes: number }) => 'x'.repeat(bytes),
  touch: 'touched',
}

export const smallSchema = (): GraphQLSchema => buildSchema(sdl)

/** graphql-js over a fixed root, in place of the read path. */
export const plainExecutor = (schema: GraphQLSchema): GatewayExecutor => async ({ document, request, operationName }) =>
  await execute({ schema, document, rootValue, variableValues: request.variables ?? {}, operationName: operationName ?? request.operationName ?? null }) as Awaited<ReturnType<GatewayExecutor>>

export interface Running extends HttpServer { readonly url: string; readonly graph: string; readonly log: Record<string, unknown>[] }

export interface RunningOptions extends Partial<HttpSettings> { readonly schema?: GraphQLSchema; readonly executor?: GatewayExecutor; readonly reasons?: () => Promise<readonly string[]>; readonly documents?: DocumentPolicy; readonly gate?: Gate }

/** A server on a free port of loopback, with its log lines kept. */
export const startSmallServer = async ({ schema = smallSchema(), executor = plainExecutor(schema), reasons = async () => [], documents, gate, ...settings }: RunningOptions = {}): Promise<Running> => {
  const log: Record<string, unknown>[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => { log.push(JSON.parse(line) as Record<string, unknown>) } })
  const server = await createHttpServer({ schema, executor, config: { ...defaultHttpSettings, ...settings }, logger, health: { reasons }, ...(documents === undefined ? {} : { documents }), ...(gate === undefined ? {} : { gate }) })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  return { ...server, url, graph: `${url}/graphql`, log }
}

export interface Answer { readonly status: number; readonly headers: Headers; readonly body: { data?: any; errors?: { message: string; path?: unknown; extensions: Record<string, any> }[]; extensions?: any } } // eslint-disable-line @typescript-eslint/no-explicit-any -- JSON of a test

export const post = async (graph: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
  const response = await fetch(graph, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })
  return { status: response.status, headers: response.headers, body: await response.json() as Answer['body'] }
}

export const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
