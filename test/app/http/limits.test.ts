import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { WebSocket } from 'ws'
import { createLimiter } from '../../../src/access/limits/limiter'
import { createMemoryStore } from '../../../src/access/limits/memory-store'
import { tiersOf } from '../../../src/access/limits/tiers'
import type { Access } from '../../../src/app/http/access'
import { callerOf, tierWith } from '../../support/limits'
import { cutOf, rawClient, startLive, subscribeTo, SUBSCRIPTION, type LiveRunning } from './live-graph'

/** The key is the name of its tier. */
const access: Access = {
  authenticate: async (params, { headers }, address) => {
    const key = String(params['key'] ?? headers['x-key'] ?? 'anonymous')
    return key === 'wrong' ? { refused: 'That key is not one of ours.', status: 401 } : callerOf(key, key, address).principal
  },
}
/** A unit of the minute comes back each second, so that the pace of the machine does not matter. */
const TIERS = { small: tierWith({ costPerMinute: 60, costPerDay: 86_400 }), one: tierWith({ operations: 1, subscriptions: 1, connections: 1 }), anonymous: tierWith({ costPerMinute: 60 }) }
let now: number
let refused: string[]
let server: LiveRunning
beforeEach(async () => {
  now = 1_800_000_000_000
  refused = []
  const limiter = createLimiter({ store: createMemoryStore(() => now), tiers: tiersOf(TIERS, () => undefined), measureOnly: false, whenUnavailable: 'closed', now: () => now, refused: (what, tier) => { refused.push(`${what} ${tier}`) } })
  server = await startLive({ gate: { access, limiter }, limits_: { heartbeatMs: 60_000 } })
})
afterEach(() => server.close())

const ask = async (query: string, key = 'small') => {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-key': key }, body: JSON.stringify({ query }) })
  const body = await response.json() as { errors?: { message: string; extensions: Record<string, unknown> }[]; extensions?: unknown }
  return { status: response.status, header: (name: string) => response.headers.get(name), body, code: body.errors?.[0]?.extensions['code'] }
}
const times = async (count: number, query: string, key?: string): Promise<readonly number[]> => { const all: number[] = []; for (let i = 0; i < count; i++) all.push((await ask(query, key)).status); return all }

test('headers tell the budgets and what is left of them; a refusal tells when to come again', async () => {
  const first = await ask('{ serverTime }')
  expect([first.status, first.header('ratelimit-policy'), first.header('ratelimit'), first.header('retry-after')]).toEqual([200, '"minute";q=60;qu="cost";w=60, "day";q=86400;qu="cost";w=86400', '"minute";r=59;t=1, "day";r=86399;t=1', null])
  await times(59, '{ serverTime }')
  const last = await ask('{ serverTime }')
  expect([last.status, last.code, last.header('retry-after'), last.header('cache-control')]).toEqual([429, 'RATE_LIMITED', '1', 'no-store'])
  expect(last.body.errors?.[0]?.extensions).toMatchObject({ what: 'minute', retryAfterSeconds: 1 })
  now += 2_000
  expect((await ask('{ serverTime }')).status).toBe(200)
})
test('another key, and another address, are not touched', async () => {
  await times(61, '{ serverTime }')
  expect((await ask('{ serverTime }')).status).toBe(429)
  expect((await ask('{ serverTime }', 'anonymous')).status).toBe(200)
})
test.each([
  ['that does not parse', '{', 2],
  ['that does not fit the schema', '{ nothing }', 2],
  ['that is too deep', `{ serverTime ${'{ a '.repeat(30)}${'}'.repeat(30)} }`, 3],
])('a document %s costs its caller, and a flood of them is refused before it is read', async (_what, query, cost) => {
  const statuses = await times(62, query)
  const through = 60 / cost
  expect(statuses.slice(0, through).every((status) => status < 429)).toBe(true)
  expect(statuses.slice(through + 1).every((status) => status === 429)).toBe(true)
  expect(refused.length).toBeGreaterThan(0)
})
test('variables that do not fit cost the least', async () => {
  const query = 'query ($ms: Int!) { slow(ms: $ms) }'
  expect((await times(60, query)).every((status) => status === 200 || status === 400)).toBe(true)
  expect((await ask(query)).status).toBe(429)
})
test('wrong keys are limited by address, and right ones from there are not', async () => {
  expect(new Set(await times(60, '{ serverTime }', 'wrong'))).toEqual(new Set([401]))
  const refusal = await ask('{ serverTime }', 'wrong')
  expect([refusal.status, refusal.code, refusal.header('retry-after')]).toEqual([429, 'RATE_LIMITED', '1'])
  expect((await ask('{ serverTime }')).status).toBe(200)
})

test('a second operation while the first runs is refused, and let in when it is over', async () => {
  const running = ask('{ slow(ms: 400) }', 'one')
  while ((await ask('{ serverTime }', 'one')).status !== 429);
  expect(refused).toContain('operations one')
  expect((await running).status).toBe(200)
  expect((await ask('{ serverTime }', 'one')).status).toBe(200)
})
test('a second WebSocket is closed with 4429 and words, and its place comes back when the first closes', async () => {
  const first = await rawClient(server.socketUrl, { headers: { 'x-key': 'one' } })
  const second = await rawClient(server.socketUrl, { headers: { 'x-key': 'one' }, init: false })
  second.send({ type: 'connection_init' })
  expect(await second.closed).toEqual({ code: 4429, reason: '1 connections are open at once, which is the limit of the tier "one". Close one first, or put several subscriptions on one.' })
  first.ws.close()
  await first.closed
  const connected = async (): Promise<boolean> => {
    const third = await rawClient(server.socketUrl, { headers: { 'x-key': 'one' }, init: false })
    third.send({ type: 'connection_init' })
    return Promise.race([third.next().then(() => { third.ws.close(); return true }), third.closed.then(() => false)])
  }
  while (!await connected());
})
test('over WebSocket a refusal ends the operation and not the connection; a subscription gives its place back', async () => {
  const client = await rawClient(server.socketUrl, { headers: { 'x-key': 'one' } })
  client.send(subscribeTo('a'))
  await server.groups.joined(1)
  client.send(subscribeTo('b'))
  expect(await client.next()).toMatchObject({ id: 'b', type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED', what: 'subscriptions', retryAfterSeconds: 1 } }] })
  client.send({ id: 'a', type: 'complete' })
  await server.groups.joined(0)
  client.send(subscribeTo('c'))
  await server.groups.joined(1)
  client.ws.close()
  await client.closed
  await server.groups.joined(0)
})
test('bad documents over WebSocket cost as well', async () => {
  const client = await rawClient(server.socketUrl, { headers: { 'x-key': 'small' } })
  const codes: unknown[] = []
  for (let i = 0; i < 40; i++) {
    client.send({ id: String(i), type: 'subscribe', payload: { query: '{ nothing }' } })
    const { payload } = await client.next() as { payload: { extensions: { code: string } }[] }
    codes.push(payload[0]?.extensions.code)
  }
  expect(codes.slice(0, 30)).toEqual(Array(30).fill('GRAPHQL_VALIDATION_FAILED'))
  expect(codes.slice(31)).toEqual(Array(9).fill('RATE_LIMITED'))
  client.ws.close()
})

const stream = (query: string, key: string, path = '/graphql/stream') => new Promise<{ status: number; retryAfter: string | undefined; body: () => Promise<string>; close: () => Promise<unknown> }>((resolve, reject) => {
  const sent = httpRequest(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-key': key } }, (response) => {
    response.setEncoding('utf8')
    let text = ''
    response.on('data', (chunk: string) => { text += chunk })
    const whole = new Promise<string>((ended) => { response.on('end', () => { ended(text) }) })
    response.on('error', () => undefined)
    resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body: () => whole, close: () => { const closed = once(sent, 'close'); sent.destroy(); return closed } })
  })
  sent.on('error', reject)
  sent.end(JSON.stringify({ query, variables: { race: '1' } }))
})
test('event streams: connections, and what an operation costs, are 429', async () => {
  const opening = stream(SUBSCRIPTION, 'one')
  await server.groups.joined(1)
  server.groups.deliver(cutOf(1, [[1, 2.5, 1]]))
  const first = await opening
  expect(first.status).toBe(200)
  const second = await stream(SUBSCRIPTION, 'one')
  expect([second.status, second.retryAfter]).toEqual([429, '1'])
  expect(JSON.parse(await second.body())).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })
  await first.close()
  await server.groups.joined(0)
  // Its place is free once the server has heard of it; until then it is told to wait.
  let answered = 429
  while (answered === 429) answered = (await stream('{ serverTime }', 'one')).status
  expect(answered).toBe(200)
  await times(60, '{ serverTime }')
  const poor = await stream(SUBSCRIPTION, 'small')
  expect([poor.status, poor.retryAfter]).toEqual([429, '1'])
})
test('a socket that goes before it is let in leaves no place behind', async () => {
  for (let i = 0; i < 5; i++) {
    const ws = new WebSocket(server.socketUrl, ['graphql-transport-ws'], { headers: { 'x-key': 'one' } })
    await once(ws, 'open')
    ws.send('{"type":"connection_init"}')
    ws.terminate()
    await once(ws, 'close')
  }
  const connected = async (): Promise<boolean> => {
    const client = await rawClient(server.socketUrl, { headers: { 'x-key': 'one' }, init: false })
    client.send({ type: 'connection_init' })
    return Promise.race([client.next().then(() => { client.ws.close(); return true }), client.closed.then(() => false)])
  }
  while (!await connected());
})
