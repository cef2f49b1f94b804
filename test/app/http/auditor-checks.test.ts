import { request } from 'node:http'
import { post, startSmallServer, type Answer, type Running } from './small-graph'

/** The twelve checks of graphql-cop, one by one, and how clairvoyance guesses a schema, against a server that hides its own. */
let server: Running
beforeAll(async () => { server = await startSmallServer({ introspection: false, graphiql: false }) })
afterAll(() => server.close())

const cop = (query: string): Promise<Answer> => post(server.graph, { query, operationName: 'cop' })
const times = (count: number, make: (i: number) => string): string => Array.from({ length: count }, (_, i) => make(i)).join('\n')
/** What python's requests sends by itself. */
const plain = { accept: '*/*', 'user-agent': 'python-requests/2.32' }

test('field suggestions', async () => { expect(JSON.stringify((await cop('query cop { __schema { directive } }')).body)).not.toContain('Did you mean') })
test('introspection', async () => { expect((await cop('query cop { __schema { types { name fields { name } } } }')).body.data).toBeUndefined() })
test('an IDE at the endpoint', async () => {
  const response = await fetch(server.graph, { headers: { accept: 'text/html' } })
  expect([response.status, await response.text()]).toEqual([406, expect.not.stringMatching(/graphiql|playground/i)])
})
test('an IDE at its usual address, when it is off; nothing sends people there', async () => {
  const response = await fetch(`${server.url}/graphiql`)
  expect(response.status).toBe(404)
  expect(await response.text()).not.toContain('GraphiQL')
})
test('a query by GET that any site could send', async () => {
  const status = await new Promise((resolve, reject) => { request(`${server.graph}?query=${encodeURIComponent('query cop {__typename}')}`, { headers: plain }, (response) => { resolve(response.resume().statusCode) }).on('error', reject).end() })
  expect(status).toBe(400)
})
test('alias overloading', async () => { expect((await cop(`query cop { ${times(101, (i) => `alias${i}:__typename`)} }`)).body).toEqual({ errors: [expect.objectContaining({ extensions: { code: 'OPERATION_TOO_LARGE', requested: 101, limit: 50 } })] }) })
test('batching', async () => { expect(await post(server.graph, Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })))).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] } }) })
test('tracing', async () => { expect(JSON.stringify((await cop('query cop { __typename }')).body)).not.toContain('tracing') })
test('directive overloading', async () => { expect((await cop('query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }')).body.errors).toHaveLength(1) })
test('field duplication', async () => { expect((await cop(`query cop { ${'__typename \n'.repeat(500)} }`)).body.data).toBeUndefined() })
test('a mutation by GET', async () => { expect((await fetch(`${server.graph}?query=${encodeURIComponent('mutation cop {__typename}')}`, { headers: { accept: 'application/json' } })).status).toBe(405) })
test('a form by POST', async () => { expect((await fetch(server.graph, { method: 'POST', body: new URLSearchParams({ query: 'query cop { __typename }' }) })).status).toBe(415) })
test('an unhandled error', async () => { expect(JSON.stringify((await cop('qwerty cop { abc }')).body)).not.toContain('exception') })

test('circular introspection is refused where introspection is on', async () => {
  const open = await startSmallServer()
  const { body } = await post(open.graph, { query: 'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }' })
  expect([body.data, body.errors?.[0]?.extensions['code']]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED'])
  expect((await post(open.graph, { query: 'query cop { __schema { types { name fields { name type { name } } } } }' })).body.errors).toBeUndefined()
  await open.close()
})

describe('guessing the schema from what errors say', () => {
  const schemaWords = /Race|Runner|runners|serverTime|distanceM|Query|Mutation|String|Did you mean/
  test.each([
    ['a field near one that exists', '{ serverTim }'], ['a field of an object', '{ race(id: 1) { runner } }'], ['no selection', '{ race(id: 1) }'],
    ['a selection on a leaf', '{ echo(text: "a") { x } }'], ['an argument near one that exists', '{ echo(txt: "a") }'], ['an argument left out', '{ echo }'],
    ['an argument of a wrong type', '{ echo(text: 7) }'], ['a fragment on a type near one', '{ ... on Rac { name } }'], ['a variable of a type near one', 'query ($x: Strin) { __typename }'],
    ['several words at once', '{ serverTime race races runner rce }'],
  ])('%s', async (_name, query) => {
    const { errors } = (await post(server.graph, { query })).body
    expect(errors!.length).toBeGreaterThan(0)
    for (const { message } of errors!) expect(message).not.toMatch(schemaWords)
  })
  test('with introspection on, the messages help', async () => {
    const open = await startSmallServer({ suggestions: true })
    expect((await post(open.graph, { query: '{ serverTim }' })).body.errors?.[0]?.message).toBe('Cannot query field "serverTim" on type "Query". Did you mean "serverTime"?')
    await open.close()
  })
  test('without suggestions they say what is wrong and no more', async () => {
    const open = await startSmallServer()
    expect((await post(open.graph, { query: '{ serverTim }' })).body.errors?.[0]?.message).toBe('Cannot query field "serverTim" on type "Query".')
    await open.close()
  })
})
