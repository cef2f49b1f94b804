import { createHash } from 'node:crypto'
import { createClient } from 'graphql-sse'
import type { Instant } from '../../../src/domain/instant'
import { NO_LIMITS } from '../../../src/access/limiter'
import { ADMIN, anonymousPrincipal } from '../../../src/access/principal'
import type { Access } from '../../../src/app/http/access'
import type { DocumentPolicy } from '../../../src/app/http/asked-document'
import { openGate } from '../../../src/app/http/gate'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { documentStore } from '../../../src/storage/documents/document-store'
import { withRunner } from '../../../src/storage/sql-runner'
import { createDirectory } from '../../../src/usecases/documents/directory'
import type { DocumentStore, TrustedDocument } from '../../../src/usecases/documents/ports'
import { REAL_TIMERS } from '../../../src/usecases/live/turns'
import { testDatabase, type TestDatabase } from '../../support/database'
import { cutOf, odds, rawClient, startLive, SUBSCRIPTION, type LiveRunning } from './live-graph'
import { post, smallSchema, startSmallServer, type Running } from './small-graph'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const documentOf = (text: string, type: TrustedDocument['type'] = 'query', aliases: readonly string[] = []): TrustedDocument => ({ id: `sha256:${sha256(text)}`, aliases, text, operationName: null, type })
const ECHO = documentOf('query Echo($text: String!) { echo(text: $text) }', 'query', ['5ad40d7e', 'x-relay:echo'])
const TOUCH = documentOf('mutation Touch { touch }', 'mutation')
const ODDS = documentOf(SUBSCRIPTION, 'subscription')
const RACES = documentOf('{ races { name } }')
const TOKEN = 'the token of those who run it'
const whoeverRunsIt: Access = { authenticate: async (_params, { headers }) => (headers.authorization === `Bearer ${TOKEN}` ? ADMIN : anonymousPrincipal()) }
const json = { accept: 'application/json' }
const apq = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } })

let db: TestDatabase
let store: DocumentStore
let policy: DocumentPolicy
let server: Running
let live: LiveRunning
let strict: Running
const closing: (() => void)[] = []
const policyOf = (rest: Partial<DocumentPolicy> = {}): DocumentPolicy => {
  const documents = createDirectory({ store, timers: REAL_TIMERS, ticks: () => performance.now(), warn: (_problem, error) => { throw error }, maxBytes: 1_000_000 })
  closing.push(() => { documents.close() })
  return { documents, only: false, introspection: false, ...rest }
}
beforeAll(async () => {
  db = await testDatabase()
  store = documentStore((use) => withRunner(db.pool, use))
  await store.publish([ECHO, TOUCH, ODDS, RACES], { client: { name: 'web', version: '1.0.0' }, at: 0 as Instant, dryRun: false })
  policy = policyOf()
  server = await startSmallServer({ schema: keptRaces(), documents: policy })
  strict = await startSmallServer({ documents: policyOf({ only: true }), gate: { ...openGate, access: whoeverRunsIt } })
  live = await startLive({ documents: policy })
})
afterAll(async () => {
  await Promise.all([server.close(), strict.close(), live.close()])
  for (const close of closing) close()
  await db.close()
})

const keptRaces = () => {
  const schema = smallSchema()
  schema.getQueryType()!.getFields()['races']!.extensions = { cacheControl: { maxAge: 300 } }
  return schema
}
const get = (parameters: Readonly<Record<string, string>>, headers: Record<string, string> = {}, of: Running = server): Promise<Response> => fetch(`${of.graph}?${new URLSearchParams(parameters).toString()}`, { headers })
const codeIn = async (response: Response): Promise<readonly [number, unknown]> => [response.status, ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code]
const hi = { text: 'hi' }

describe('by documentId', () => {
  test.each([ECHO.id, sha256(ECHO.text), '5ad40d7e', 'x-relay:echo'])('POST and GET of %s', async (documentId) => {
    const answer = await post(server.graph, { documentId, variables: hi })
    expect([answer.status, answer.body.data]).toEqual([200, { echo: 'hi' }])
    const got = await get({ documentId, variables: JSON.stringify(hi) }, json)
    expect([got.status, ((await got.json()) as { data: unknown }).data]).toEqual([200, { echo: 'hi' }])
  })
  test('its operation may be named, and no other', async () => {
    expect((await post(server.graph, { documentId: ECHO.id, operationName: 'Echo', variables: hi })).body.data).toEqual({ echo: 'hi' })
    expect((await post(server.graph, { documentId: ECHO.id, operationName: 'Other', variables: hi })).body.errors?.[0]?.extensions['code']).toBe('OPERATION_RESOLUTION_FAILURE')
  })
  test('an unknown one is 404 in both types, is not kept, and says what to do', async () => {
    const documentId = `sha256:${'0'.repeat(64)}`
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const response = await get({ documentId }, { accept })
      expect([response.headers.get('cache-control'), response.headers.get('content-type')?.split(';')[0]]).toEqual(['no-store', accept])
      expect(await codeIn(response)).toEqual([404, 'DOCUMENT_NOT_FOUND'])
    }
    expect((await post(server.graph, { documentId })).body.errors).toEqual([{ message: expect.stringContaining('racegraph documents publish') as string, extensions: { code: 'DOCUMENT_NOT_FOUND' } }])
  })
  test('beside a text it must be of that text, beside a hash of that document', async () => {
    expect((await post(server.graph, { documentId: ECHO.id, query: ECHO.text, extensions: apq(ECHO.text), variables: hi })).body.data).toEqual({ echo: 'hi' })
    const [text, hash] = [await post(server.graph, { documentId: ECHO.id, query: '{ serverTime }' }), await post(server.graph, { documentId: ECHO.id, extensions: apq(RACES.text) })]
    for (const { status, body } of [text, hash]) expect([status, body.errors?.[0]?.extensions['code'], body.data]).toEqual([400, 'BAD_REQUEST', undefined])
  })
  test('what is no string is 400', async () => {
    for (const documentId of [7, '', ['a'], {}]) expect((await post(server.graph, { documentId })).status).toBe(400)
    expect((await fetch(`${server.graph}?documentId=a&documentId=b`, { headers: json })).status).toBe(400)
    expect((await post(server.graph, { documentId: null, query: '{ serverTime }' })).status).toBe(200)
  })
  test('a mutation runs by POST, and never by GET', async () => {
    expect((await post(server.graph, { documentId: TOUCH.id })).body.data).toEqual({ touch: 'touched' })
    const response = await get({ documentId: TOUCH.id }, json)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })
  test('scopes still hold', async () => {
    const schema = smallSchema()
    schema.getQueryType()!.getFields()['echo']!.extensions = { requiresScopes: [['features']] }
    const scoped = await startSmallServer({ schema, documents: policy, gate: { ...openGate, access: { authenticate: async (_params, { headers }) => anonymousPrincipal(headers.authorization === undefined ? ['racing'] : ['features']) } } })
    const ask = async (headers: Record<string, string>) => (await post(scoped.graph, { documentId: ECHO.id, variables: hi }, headers)).body
    expect((await ask({})).errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
    expect((await ask({ authorization: 'Bearer x' })).data).toEqual({ echo: 'hi' })
    await scoped.close()
  })
  test('its cost still holds', async () => {
    const dear = await startSmallServer({ documents: policy, limits: { ...defaultDocumentLimits, maxCost: 5 } })
    const { body } = await post(dear.graph, { documentId: RACES.id })
    expect(body.errors?.[0]?.extensions['code']).toBe('OPERATION_TOO_COSTLY')
    await dear.close()
  })
})

describe('by the hash of Apollo', () => {
  test('a trusted one is found at once, by GET too', async () => {
    expect((await post(server.graph, { extensions: apq(ECHO.text), variables: hi })).body.data).toEqual({ echo: 'hi' })
    expect((await get({ extensions: JSON.stringify(apq(ECHO.text)), variables: JSON.stringify(hi) }, json)).status).toBe(200)
  })
  test('others are registered by whoever sends them, as ever', async () => {
    const query = '{ again: serverTime }'
    const first = await post(server.graph, { extensions: apq(query) }, { accept: 'application/graphql-response+json' })
    expect([first.status, first.body.errors?.[0]?.extensions['code'], first.body.errors?.[0]?.message]).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound'])
    expect((await post(server.graph, { query, extensions: apq(query) })).status).toBe(200)
    expect((await post(server.graph, { extensions: apq(query) })).body.data).toHaveProperty('again')
  })
})

describe('over connections that stay', () => {
  test('a subscription and a query over WebSocket; an unknown id ends it alone', async () => {
    const client = await rawClient(live.socketUrl)
    client.send({ id: 'a', type: 'subscribe', payload: { documentId: ODDS.id, variables: { race: '1' } } })
    await live.groups.joined(1)
    live.groups.deliver(cutOf(5, [[1, 2.5, 5]]))
    expect(await client.next()).toEqual(odds('a', true, 5, [1, 2.5]))
    client.send({ id: 'b', type: 'subscribe', payload: { documentId: '5ad40d7e', variables: hi } })
    expect(await client.next()).toMatchObject({ id: 'b', type: 'next', payload: { data: { echo: 'hi' } } })
    expect(await client.next()).toEqual({ id: 'b', type: 'complete' })
    client.send({ id: 'c', type: 'subscribe', payload: { extensions: apq(ECHO.text), variables: hi } })
    expect(await client.next()).toMatchObject({ id: 'c', type: 'next', payload: { data: { echo: 'hi' } } })
    expect(await client.next()).toEqual({ id: 'c', type: 'complete' })
    client.send({ id: 'd', type: 'subscribe', payload: { documentId: 'unknown' } })
    expect(await client.next()).toMatchObject({ id: 'd', type: 'error', payload: [{ extensions: { code: 'DOCUMENT_NOT_FOUND' } }] })
    client.send({ id: 'e', type: 'subscribe', payload: {} })
    expect((await client.closed).code).toBe(4400)
    await live.groups.joined(0)
  })
  test.each(['GET', 'POST'])('a stream by %s', async (method) => {
    const response = await fetch(`${live.url}/graphql/stream${method === 'GET' ? `?documentId=${ECHO.id}&variables=${encodeURIComponent(JSON.stringify(hi))}` : ''}`, {
      method, headers: { accept: 'text/event-stream', ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) }, ...(method === 'POST' ? { body: JSON.stringify({ documentId: ECHO.id, variables: hi }) } : {}),
    })
    expect(await response.text()).toMatch(/^(?::\n\n)?event: next\ndata: \{"data":\{"echo":"hi"\}/)
  })
  test('graphql-sse subscribes by id', async () => {
    const client = createClient({ url: `${live.url}/graphql/stream` })
    const got = new Promise((resolve) => { client.subscribe({ documentId: ODDS.id, variables: { race: '1' } } as unknown as { query: string }, { next: resolve, error: resolve, complete: () => undefined }) })
    await live.groups.joined(1)
    live.groups.deliver(cutOf(9, [[1, 3, 9]]))
    expect(await got).toEqual(odds('', true, 9, [1, 3]).payload)
    client.dispose()
    await live.groups.joined(0)
  })
})

describe('GET for shared caches', () => {
  test('lives as long as its fields, is the same for everybody, and is told apart by who asks', async () => {
    const ask = () => get({ documentId: RACES.id }, json)
    const [first, second] = [await ask(), await ask()]
    expect(first.headers.get('cache-control')).toBe('public, max-age=300, stale-while-revalidate=60')
    expect(first.headers.get('vary')?.split(', ').sort()).toEqual(['accept', 'accept-encoding', 'authorization', 'x-api-key'])
    expect([await first.text(), first.headers.get('etag')]).toEqual([await second.text(), second.headers.get('etag')])
    const again = await get({ documentId: RACES.id }, { ...json, 'if-none-match': String(first.headers.get('etag')) })
    expect([again.status, again.headers.get('cache-control'), await again.text()]).toEqual([304, 'public, max-age=300, stale-while-revalidate=60', ''])
  })
  test('carries no budget of whoever asked first; a POST does', async () => {
    const budgets = [{ name: 'minute', limit: 60, windowSeconds: 60, remaining: 59, resetSeconds: 1 }] as const
    const limited = await startSmallServer({ schema: keptRaces(), documents: policy, gate: { ...openGate, limiter: { ...NO_LIMITS, admit: () => ({ refused: null, budgets, settle: () => undefined }) } } })
    const [got, posted] = [await get({ documentId: RACES.id }, json, limited), await post(limited.graph, { documentId: RACES.id })]
    expect([got.headers.has('ratelimit'), got.headers.has('ratelimit-policy'), posted.headers.has('ratelimit')]).toEqual([false, false, true])
    await limited.close()
  })
  test('what a key or a token asks is nobody else\'s to keep', async () => {
    const keyed = await startSmallServer({ schema: keptRaces(), documents: policy, gate: { ...openGate, access: whoeverRunsIt } })
    const kept = async (headers: Record<string, string>) => (await get({ documentId: RACES.id }, { ...json, ...headers }, keyed)).headers.get('cache-control')
    expect([await kept({ authorization: `Bearer ${TOKEN}` }), await kept({})]).toEqual(['no-store', 'public, max-age=300, stale-while-revalidate=60'])
    await keyed.close()
  })
  test('what says nothing of its age is not kept, nor what was sent as text kept for longer', async () => {
    expect((await get({ documentId: ECHO.id, variables: JSON.stringify(hi) }, json)).headers.get('cache-control')).toBe('no-store')
    expect((await get({ query: RACES.text }, json)).headers.get('cache-control')).toBe('public, max-age=300')
  })
  test('an image or a link of another site may ask for a trusted query, and for nothing else', async () => {
    const image = { accept: 'image/*,*/*;q=0.8', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }
    expect((await get({ documentId: RACES.id }, image)).status).toBe(200)
    expect((await get({ documentId: TOUCH.id }, image)).status).toBe(405)
    for (const parameters of [{ query: RACES.text }, { documentId: RACES.id, query: RACES.text }, { extensions: JSON.stringify(apq(RACES.text)) }]) expect((await get(parameters as unknown as Record<string, string>, image)).status).toBe(400)
    expect((await get({ documentId: RACES.id }, image)).headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })
})
describe('trusted ones alone', () => {
  const admin = { authorization: `Bearer ${TOKEN}` }
  test('are taken by id, by hash and as text', async () => {
    for (const body of [{ documentId: ECHO.id }, { extensions: apq(ECHO.text) }, { query: ECHO.text }, { query: ECHO.text, extensions: apq(ECHO.text) }]) {
      expect((await post(strict.graph, { ...body, variables: hi })).body.data).toEqual({ echo: 'hi' })
    }
  })
  test('others are refused with how to publish, parsed or not', async () => {
    for (const query of ['{ serverTime }', `${ECHO.text} `, '{ broken', 'mutation { touch }', '{ __typename }', '{ __schema { queryType { name } } }']) {
      const { status, body } = await post(strict.graph, { query })
      expect([status, body]).toEqual([403, { errors: [{ message: expect.stringContaining('racegraph documents publish') as string, extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] }])
    }
    expect((await get({ query: '{ serverTime }' }, json, strict)).status).toBe(403)
  })
  test('nobody registers, not even for others who run it', async () => {
    const query = '{ mine: serverTime }'
    expect((await post(strict.graph, { query, extensions: apq(query) })).body.errors?.[0]?.extensions['code']).toBe('DOCUMENT_NOT_TRUSTED')
    expect((await post(strict.graph, { query, extensions: apq(query) }, admin)).body.data).toHaveProperty('mine')
    for (const headers of [{}, admin]) {
      const { status, body } = await post(strict.graph, { extensions: apq(query) }, headers)
      expect([status, body.errors?.[0]?.extensions['code']]).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND'])
    }
  })
  test('but whoever runs the server may send any', async () => { expect((await post(strict.graph, { query: '{ serverTime }' }, admin)).status).toBe(200) })
  test('and questions about the graph, where that is set', async () => {
    const asked = await startSmallServer({ documents: policyOf({ only: true, introspection: true }) })
    expect((await post(asked.graph, { query: '{ __schema { queryType { name } } }' })).body.data).toEqual({ __schema: { queryType: { name: 'Query' } } })
    for (const query of ['{ __typename serverTime }', '{ ...on Query { serverTime } }', '{ ...F } fragment F on Query { serverTime }', '{ __typename } query B { serverTime }', '{ __typename ']) {
      expect((await post(asked.graph, { query })).body.errors?.[0]?.extensions['code']).toBe('DOCUMENT_NOT_TRUSTED')
    }
    await asked.close()
  })
  test('over WebSocket and as a stream too', async () => {
    const only = await startLive({ documents: policyOf({ only: true }) })
    const client = await rawClient(only.socketUrl)
    client.send({ id: 'a', type: 'subscribe', payload: { query: SUBSCRIPTION, variables: { race: '1' } } })
    await only.groups.joined(1)
    client.send({ id: 'b', type: 'subscribe', payload: { query: '{ serverTime }', ours: true } })
    expect(await client.next()).toMatchObject({ id: 'b', type: 'error', payload: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] })
    const stream = await fetch(`${only.url}/graphql/stream`, { method: 'POST', headers: { accept: 'text/event-stream', 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ serverTime }', ours: true }) })
    expect(await stream.text()).toContain('DOCUMENT_NOT_TRUSTED')
    expect((await post(`${only.url}/graphql`, { query: '{ serverTime }', ours: true })).status).toBe(403)
    client.ws.close()
    await only.close()
  })
})

test('one that is published while the server runs is there on first ask, and gone when it is retired and looked for', async () => {
  const late = documentOf('query Late { serverTime }')
  const { documents } = policy
  expect((await post(server.graph, { documentId: late.id })).status).toBe(404)
  const heard = new Promise<void>((resolve) => { const leave = documents.onChange(() => { leave(); resolve() }) })
  await store.publish([late], { client: null, at: 1 as Instant, dryRun: false })
  await heard
  expect((await post(server.graph, { documentId: late.id })).body.data).toHaveProperty('serverTime')
  const gone = new Promise<void>((resolve) => { const leave = documents.onChange(() => { leave(); resolve() }) })
  await store.retire([late.id], 2 as Instant)
  await gone
  expect((await post(server.graph, { documentId: late.id })).status).toBe(404)
})
