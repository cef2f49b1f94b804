import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, isObjectType } from 'graphql'
import { post } from '../small-graph'
import { startScoped, type ScopedServer } from './scoped-server'

let server: ScopedServer
let developing: ScopedServer
let closed: ScopedServer
beforeAll(async () => {
  [server, developing, closed] = await Promise.all([
    startScoped({}, async ({ document }) => ({ data: { at: '2026-11-21T00:00:00Z', ...(JSON.stringify(document).includes('serverTime') ? { serverTime: '2026-11-21T00:00:00Z' } : {}) } })),
    startScoped({ suggestions: true }), startScoped({ introspection: false }),
  ])
})
afterAll(() => Promise.all([server, developing, closed].map((one) => one.close())))

const ask = async (query: string, scopes?: string, variables?: object, of = server) => (await post(`${of.url}/graphql`, { query, variables }, scopes === undefined ? {} : { 'x-test-scopes': scopes })).body
const graphOf = async (scopes?: string) => buildClientSchema((await ask(getIntrospectionQuery(), scopes)).data as IntrospectionQuery)

test('introspection shows each caller its own part, again and again', async () => {
  for (let round = 0; round < 3; round++) {
    const [anonymous, admin, racing, none] = await Promise.all([graphOf(), graphOf('racing features predictions live commentary admin'), graphOf('racing'), graphOf('')])
    const queries = (of: typeof anonymous) => Object.keys(of.getQueryType()!.getFields())
    expect([queries(admin).includes('llmSpend'), queries(anonymous).includes('llmSpend'), admin.getType('LlmSpend') !== undefined, anonymous.getType('LlmSpend')]).toEqual([true, false, true, undefined])
    expect([queries(anonymous).includes('models'), queries(racing).includes('models'), racing.getType('Prediction'), isObjectType(racing.getType('Race'))]).toEqual([true, false, undefined, true])
    expect(Object.keys((racing.getType('Runner') as never as { getFields(): object }).getFields())).toEqual(expect.not.arrayContaining(['features', 'prediction', 'explanation', 'commentary', 'prices', 'bestPrice']))
    expect([queries(none).sort(), racing.getSubscriptionType() ?? null]).toEqual([['fieldUsage', 'serverTime', 'usage'], null])
  }
})

test('__type gives null for what is hidden as for what is not there', async () => {
  const query = 'query ($name: String!) { __type(name: $name) { name fields { name } } }'
  expect([await ask(query, 'racing', { name: 'Prediction' }), await ask(query, 'racing', { name: 'Nothing' })]).toEqual([{ data: { __type: null }, extensions: expect.anything() }, { data: { __type: null }, extensions: expect.anything() }])
  expect((await ask(query, 'racing predictions', { name: 'Interval' })).data.__type).toEqual({ name: 'Interval', fields: [{ name: 'low' }, { name: 'high' }, { name: 'level' }] })
})

test('what asks about the graph and asks the graph is answered together, in the order asked', async () => {
  const { data, errors } = await ask('query Both($full: Boolean = false) { __typename a: __type(name: "LlmSpend") { name } ...Rest ... on Query { __schema { subscriptionType { name } } } __type(name: "Race") @include(if: $full) { name } } fragment Rest on Query { at: serverTime b: __type(name: "Money") { name } }', undefined, { full: true })
  expect([errors, Object.keys(data)]).toEqual([undefined, ['a', 'at', 'b', '__schema', '__type']])
  expect(data).toMatchObject({ a: null, at: '2026-11-21T00:00:00Z', b: { name: 'Money' }, __schema: { subscriptionType: { name: 'Subscription' } }, __type: { name: 'Race' } })
})

test('what asks about the graph alone is not executed over data', async () => {
  const before = server.executed.length
  await ask('{ __schema { queryType { name } } }')
  expect(server.executed).toHaveLength(before)
})

test('a variable of a type that is hidden troubles nobody', async () => {
  expect(await ask('query ($by: [SpendBy!], $on: Boolean = true) { __schema @include(if: $on) { queryType { name } } llmSpend(by: $by) { calls } }', 'racing')).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', missing: ['admin'] } }] })
})

describe('documents that do not fit', () => {
  const messages = async (query: string, scopes: string | undefined, of = server) => (await ask(query, scopes, undefined, of)).errors?.map(({ message }) => message)
  test('with all else in order, what is hidden is refused by name', async () => {
    expect(await ask('{ llmSpend { calls } }')).toMatchObject({ errors: [{ message: expect.stringContaining('needs a scope that you do not have: admin'), extensions: { code: 'FORBIDDEN', missing: ['admin'], fields: ['LlmSpend.calls', 'Query.llmSpend'] } }] })
  })
  test('with anything else wrong, what is hidden is not there: no types, arguments or values of it are told', async () => {
    expect(await messages('{ llmSpend }', undefined)).toEqual(['Cannot query field "llmSpend" on type "Query".'])
    expect(await messages('{ llmSpend(wrong: 1, by: [NOTHING]) { calls } }', undefined)).toEqual(['Cannot query field "llmSpend" on type "Query".'])
    expect(await messages('query ($by: SpendBy = NOTHING) { serverTime(a: $by) }', undefined)).toEqual(['Unknown type "SpendBy".', 'Unknown argument "a" on field "Query.serverTime".'])
    expect(await messages('{ race(id: "x") { runners { nodes { prediction } } } }', 'racing')).toEqual(['Cannot query field "prediction" on type "Runner".'])
    expect(await messages('{ node(id: "x") { ... on Market { nothing } } }', 'racing')).toEqual(['Unknown type "Market".'])
  })
  test('whoever may see it is told', async () => {
    expect(await messages('{ llmSpend }', 'admin')).toEqual(['Field "llmSpend" of type "[LlmSpend!]" must have a selection of subfields.'])
    expect(await messages('{ race(id: "x") { runners { nodes { prediction } } } }', 'racing predictions')).toEqual(['Field "prediction" of type "PredictionResult" must have a selection of subfields.'])
  })
  test('the refusal keeps its code, its places and its status', async () => {
    const { status, body } = await post(`${server.url}/graphql`, { query: '{\n  llmSpend\n}' }, { accept: 'application/graphql-response+json' })
    expect([status, body.errors]).toEqual([400, [{ message: 'Cannot query field "llmSpend" on type "Query".', locations: [{ line: 2, column: 3 }], extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]])
  })
  test('while developing, near names are suggested, never hidden ones', async () => {
    const near = (query: string, scopes?: string) => messages(query, scopes, developing)
    expect(await near('{ llmSpent { calls } }', 'admin')).toEqual(['Cannot query field "llmSpent" on type "Query". Did you mean "llmSpend"?'])
    expect(await near('{ llmSpent { calls } }')).toEqual(['Cannot query field "llmSpent" on type "Query".'])
    expect(await near('{ serverTimes }')).toEqual(['Cannot query field "serverTimes" on type "Query". Did you mean "serverTime"?'])
    expect(await near('{ race(id: "x") { runners { nodes { predictions { __typename } } } } }', 'racing')).toEqual(['Cannot query field "predictions" on type "Runner". Did you mean "revision"?'])
    expect(await near('{ node(id: "x") { ... on Markets { id } } }', 'racing')).toEqual(['Unknown type "Markets".'])
    expect(await near('{ node(id: "x") { ... on Markets { id } } }', 'racing live')).toEqual([expect.stringMatching(/Did you mean "Market"/)])
  })
  test('not while developing, nothing is suggested to anybody', async () => {
    expect(await messages('{ llmSpent { calls } }', 'admin')).toEqual(['Cannot query field "llmSpent" on type "Query".'])
  })
  test('without introspection every mismatch reads the same, also of what is hidden', async () => {
    const [hidden, absent] = await Promise.all(['{ llmSpend }', '{ llmSpens }'].map((query) => messages(query, undefined, closed)))
    expect([hidden?.length, hidden]).toEqual([1, absent])
  })
})

describe('caches and statuses', () => {
  const headers = (scopes?: string) => ({ 'content-type': 'application/json', ...(scopes === undefined ? {} : { 'x-test-scopes': scopes }) })
  test('answers to keys are kept by nobody; those to anybody vary by who asks', async () => {
    const get = (scopes?: string) => fetch(`${server.url}/graphql?${new URLSearchParams({ query: '{ race(id: "x") { name } }' }).toString()}`, { headers: { ...headers(scopes), 'apollo-require-preflight': '1' } })
    const [anybody, key] = await Promise.all([get(), get('racing')])
    expect([anybody.headers.get('cache-control'), anybody.headers.get('vary')]).toEqual(['public, max-age=15', 'accept, accept-encoding, authorization, x-api-key'])
    expect([key.headers.get('cache-control'), key.headers.get('etag')]).toEqual(['no-store', null])
  })
  test('a refusal is 403 for graphql-response+json and 200 for json, and kept by nobody', async () => {
    const send = async (accept: string) => { const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { ...headers('racing'), accept }, body: JSON.stringify({ query: '{ models { name } }' }) }); return [response.status, response.headers.get('cache-control'), Object.keys(await response.json() as object)] }
    expect([await send('application/graphql-response+json'), await send('application/json')]).toEqual([[403, 'no-store', ['errors']], [200, 'no-store', ['errors']]])
  })
})
