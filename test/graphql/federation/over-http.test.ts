import pino from 'pino'
import { anonymousPrincipal } from '../../../src/access/principal'
import type { Scope } from '../../../src/access/scope'
import { createHttpServer, type HttpServer } from '../../../src/app/http/create-http-server'
import { openGate } from '../../../src/app/http/gate'
import { defaultHttpSettings } from '../../../src/app/http/http-settings'
import { asSubgraph } from '../../../src/graphql/federation/as-subgraph'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { createExecutor } from '../../../src/graphql/read/executor'
import { buildGraph } from '../../../src/graphql/schema'
import { withRunner } from '../../../src/storage/sql-runner'
import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'

/** Whoever asks has the scopes that stand in `x-scopes`. */
let database: TestDatabase
let server: HttpServer
let url: string
beforeAll(async () => {
  database = await graphDatabase()
  const graph = () => asSubgraph(buildGraph(), { introspection: true })
  const read = await createExecutor({ buildSchema: graph, withRunner: (use) => withRunner(database.pool, use), services: graphServices() })
  server = await createHttpServer({
    schema: graph(), config: defaultHttpSettings, logger: pino({ level: 'silent' }), health: { reasons: async () => [] },
    gate: { ...openGate, access: { authenticate: async (_params, { headers }) => anonymousPrincipal(String(headers['x-scopes']).split(',') as Scope[]) } },
    executor: ({ document, operationName, request, context }) => read({ document, operationName, variables: request.variables, context }),
  })
  url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`
})
afterAll(async () => { await server.close(); await database.close() })

interface Told { readonly data?: Readonly<Record<string, unknown>>; readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[]; readonly extensions?: { readonly cost?: { readonly requested: number } } }
const ask = async (scopes: string, query: string, representations: unknown = []): Promise<Told> => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-scopes': scopes }, body: JSON.stringify({ query, variables: { representations } }) })
  return await response.json() as Told
}
const SOLD = 'racing,features,predictions,live,commentary'
const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Horse { name } } }'

test('a router reads entities, with their cost, and is told which representation is wrong', async () => {
  const { rows: [horse] } = await database.pool.query<{ id: number; name: string }>('SELECT id, name FROM horses ORDER BY id LIMIT 1')
  const representations = [{ __typename: 'Horse', id: toGlobalId('Horse', 999_999) }, { __typename: 'Horse', id: toGlobalId('Horse', horse!.id) }]
  const { data, errors, extensions } = await ask('racing', ENTITIES, representations)
  expect([errors, data, extensions?.cost?.requested]).toEqual([undefined, { _entities: [null, { __typename: 'Horse', name: horse!.name }] }, 2])
  expect((await ask('racing', ENTITIES, [...representations, { __typename: 'Dog' }])).errors).toEqual([expect.objectContaining({ message: expect.stringContaining('representations[2] is of "Dog"') as string, extensions: { code: 'BAD_USER_INPUT' } })])
})
test('scopes hold', async () => {
  expect((await ask('commentary', ENTITIES, [])).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
  expect((await ask('racing', '{ _service { sdl } }')).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
  expect((await ask(SOLD, '{ _service { sdl } }')).data).toEqual({ _service: { sdl: expect.stringContaining('type Horse implements Node @key(fields: "id")') as string } })
})
test('introspection shows what is federation to whoever may use it', async () => {
  const fieldsFor = async (scopes: string): Promise<readonly string[]> => ((await ask(scopes, '{ __schema { queryType { fields { name } } } }')).data as { __schema: { queryType: { fields: { name: string }[] } } }).__schema.queryType.fields.map(({ name }) => name).filter((name) => name.startsWith('_'))
  expect([await fieldsFor(SOLD), await fieldsFor('racing'), await fieldsFor('commentary')]).toEqual([['_service', '_entities'], ['_entities'], []])
})
