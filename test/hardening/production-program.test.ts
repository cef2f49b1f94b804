import { endPrograms } from '../support/built-program'
import { startFuzzedServer, type FuzzedServer } from '../fuzz/server'

/** The program itself, in production and as a subgraph. */
const TOKEN = 'a-token-of-this-test-alone'
let server: FuzzedServer
beforeAll(async () => { server = await startFuzzedServer({ NODE_ENV: 'production', RACEGRAPH_FEDERATION: 'on', RACEGRAPH_ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'error' }) })
afterAll(async () => {
  try { expect(await server.stop()).toEqual([]) } finally { await endPrograms() }
})

const ask = async (query: string, token: string | null = TOKEN): Promise<Record<string, unknown>> => {
  const response = await fetch(`${server.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query }) })
  return await response.json() as Record<string, unknown>
}

test('pages are not served, and nothing is introspected, not for the token of the server either', async () => {
  for (const path of ['/graphiql', '/live']) expect((await fetch(server.origin + path)).status).toBe(404)
  expect(await ask('{ __schema { types { name } } }')).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
  expect(JSON.stringify(await ask('{ serverTim }'))).not.toMatch(/Did you mean|serverTime|Query/)
})
test('nobody is let in without a key', async () => { expect(await ask('{ serverTime }', null)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }) })
test('it is a subgraph', async () => {
  expect(await ask('{ _service { sdl } }')).toMatchObject({ data: { _service: { sdl: expect.stringContaining('@link(url: "https://specs.apollo.dev/federation/v2.9"') as string } } })
  expect(await ask('{ _entities(representations: [{ __typename: "Horse", id: "SG9yc2U6MQ" }]) { ... on Horse { id } } }')).toMatchObject({ data: { _entities: [{ id: 'SG9yc2U6MQ' }] } })
})
