import { once } from 'node:events'
import { request } from 'node:http'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { ADMIN } from '../../../src/access/principal'
import type { Instant } from '../../../src/domain/instant'
import { cutOf, odds, rawClient, startLive, subscribeTo, SUBSCRIPTION, type LiveOptions, type LiveRunning } from './live-graph'

let server: LiveRunning
const start = async (options: LiveOptions = {}): Promise<LiveRunning> => { server = await startLive(options); return server }
afterEach(() => server.close())
/** What the handshake is answered instead of a socket. */
const refusal = (url: string, options: object = {}): Promise<{ status: number | undefined; body: string }> => new Promise((resolve, reject) => {
  const ws = new WebSocket(url, ['graphql-transport-ws'], options)
  ws.on('open', () => { ws.close(); reject(new Error('it was let in')) }).on('error', reject)
  ws.on('unexpected-response', (_request, response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => { resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }) })
  })
})
const many = (sequence: number): ReturnType<typeof cutOf> => cutOf(sequence, Array.from({ length: 14 }, (_, i) => [i + 1, sequence + i / 100, sequence] as const))

test('a client that stops reading is sent the newest state once, not two thousand messages', async () => {
  await start({ limits_: { clientBufferBytes: 4_096 } })
  const client = await rawClient(server.socketUrl)
  client.send(subscribeTo('a'))
  await server.groups.joined(1)
  server.groups.deliver(many(1))
  await client.next()
  client.ws.pause()
  for (let i = 2; i <= 2_001; i++) {
    server.groups.deliver(many(i))
    await new Promise(setImmediate)
  }
  expect(server.gauges.get('websocket_updates_waiting')!()).toBe(1)
  client.ws.resume()
  let last = await client.next()
  while ((last['payload'] as { data: { odds: { sequence: number } } }).data.odds.sequence < 2_001) last = await client.next()
  expect(last).toEqual(odds('a', false, 2_001, ...Array.from({ length: 14 }, (_, i) => [i + 1, 2_001 + i / 100] as const)))
  // What was on its way when it stopped: half a kilobyte each, four kilobytes at most and one message, then the newest.
  expect(client.heard.length).toBeLessThan(20)
  expect(server.dropped['conflated']).toBeGreaterThan(1_900)
  client.ws.close()
})

test('one that stays slow is told so and closed with 4008', async () => {
  await start({ limits_: { clientBufferBytes: 1_024, slowClientMs: 400 } })
  const client = await rawClient(server.socketUrl)
  client.send(subscribeTo('a'))
  await server.groups.joined(1)
  client.ws.pause()
  for (let i = 1; i < 20; i++) { server.groups.deliver(many(i)); await new Promise(setImmediate) }
  await server.groups.joined(0)
  client.ws.resume()
  expect(await client.closed).toEqual({ code: 4008, reason: 'Too slow: took no update for a while' })
  expect(client.heard.at(-1)).toMatchObject({ id: 'a', type: 'error', payload: [{ extensions: { code: 'SLOW_CLIENT' } }] })
  expect(server.dropped['slow-client']).toBe(1)
})

test('one that answers no ping is cut', async () => {
  await start({ limits_: { heartbeatMs: 300 } })
  const client = await rawClient(server.socketUrl, { autoPong: false })
  expect((await client.closed).code).toBe(1006)
})

test('connections are limited, all and by address, and places are given back', async () => {
  await start({ trustProxy: true, limits_: { maxConnections: 3, maxConnectionsPerAddress: 2 } })
  const from = (address: string) => ({ headers: { 'x-forwarded-for': `${address}, 10.0.0.1` } })
  const [first] = [await rawClient(server.socketUrl, from('1.1.1.1')), await rawClient(server.socketUrl, from('1.1.1.1'))]
  expect(await refusal(server.socketUrl, from('1.1.1.1'))).toMatchObject({ status: 429, body: expect.stringContaining('2 live connections') as string })
  const other = await rawClient(server.socketUrl, from('2.2.2.2'))
  expect(await refusal(server.socketUrl, from('3.3.3.3'))).toMatchObject({ status: 503, body: expect.stringContaining('OVERLOADED') as string })
  other.ws.close()
  await other.closed
  first!.ws.close()
  await first!.closed
  while (server.gauges.get('websockets_open')!() > 1) await new Promise(setImmediate)
  await rawClient(server.socketUrl, from('1.1.1.1'))
})

test('pages of other origins may not connect unless CORS names them; our own and programs may', async () => {
  await start({ corsOrigins: ['https://partner.example'] })
  expect(await refusal(server.socketUrl, { origin: 'https://evil.example' })).toMatchObject({ status: 403, body: expect.stringContaining('FORBIDDEN') as string })
  for (const origin of ['https://partner.example', server.url]) (await rawClient(server.socketUrl, { origin })).ws.close()
})

test('a token: refused with 4403, scopes handed on, closed with 4403 when it expires', async () => {
  let clock = 1_000
  await start({
    now: () => clock as Instant,
    access: { authenticate: async ({ token }) => (token === 'good' ? { ...ADMIN, expiresAt: 5_000 as Instant } : { refused: 'The token is not known.', status: 401 }) },
  })
  const bad = await rawClient(server.socketUrl, { init: false })
  bad.send({ type: 'connection_init', payload: { token: 'bad' } })
  expect(await bad.closed).toEqual({ code: 4403, reason: 'The token is not known.' })
  const good = await rawClient(server.socketUrl, { init: false })
  good.send({ type: 'connection_init', payload: { token: 'good' } })
  await good.next()
  good.send(subscribeTo('a'))
  await server.groups.joined(1)
  expect(server.groups.requests[0]?.scopes).toEqual(['admin'])
  clock = 5_000
  expect(await good.closed).toEqual({ code: 4403, reason: 'Token expired' })
  await server.groups.joined(0)
})

test('shutdown: 1001 with a hint, queries under way are answered first, new ones are not taken', async () => {
  await start()
  const [idle, busy] = [await rawClient(server.socketUrl), await rawClient(server.socketUrl)]
  idle.send(subscribeTo('a'))
  busy.send({ id: 'q', type: 'subscribe', payload: { query: '{ slow(ms: 300) }' } })
  busy.send(subscribeTo('b'))
  await server.groups.joined(2)
  const closing = server.close()
  expect(await idle.closed).toEqual({ code: 1001, reason: 'Shutting down: reconnect in 0-5000 ms' })
  busy.send({ id: 'late', type: 'subscribe', payload: { query: '{ serverTime }' } })
  expect(await busy.next()).toMatchObject({ id: 'late', type: 'error', payload: [{ extensions: { code: 'OVERLOADED' } }] })
  expect(await busy.next()).toMatchObject({ id: 'q', type: 'next', payload: { data: { slow: 'late' } } })
  expect((await busy.closed).code).toBe(1001)
  await closing
  expect([server.groups.subscribers.size, server.gauges.get('websockets_open')!()]).toEqual([0, 0])
})

test('a client that does not answer the farewell is cut at the drain timeout', async () => {
  await start({ drainTimeoutMs: 200 })
  const client = await rawClient(server.socketUrl)
  client.ws.pause()
  await server.close()
  client.ws.resume()
  await client.closed
})

test('the graphql-ws client subscribes, and comes back by itself after a restart', async () => {
  const first = await start()
  let isBack: () => void = () => undefined
  const back = new Promise<void>((resolve) => { isBack = resolve })
  const client = createClient({ url: first.socketUrl, webSocketImpl: WebSocket, shouldRetry: () => true, retryWait: () => back })
  const updates = client.iterate({ query: SUBSCRIPTION, variables: { race: '1' } })
  const next = async (): Promise<unknown> => (await updates.next()).value as unknown
  const [heard] = [next(), await first.groups.joined(1)]
  first.groups.deliver(cutOf(1, [[1, 2, 1]]))
  expect(await heard).toEqual(odds('', true, 1, [1, 2]).payload)
  const after = next()
  await first.close()
  const second = await start({ port: Number(new URL(first.url).port) })
  isBack()
  await second.groups.joined(1)
  second.groups.deliver(cutOf(7, [[1, 3, 7]]))
  expect(await after).toEqual(odds('', true, 7, [1, 3]).payload)
  await client.dispose()
  await second.groups.joined(0)
})

test('a request that offers another upgrade, as Java clients do, is plain HTTP', async () => {
  await start()
  const body = JSON.stringify({ query: '{ serverTime }' })
  const sent = request(`${server.url}/graphql`, { method: 'POST', headers: { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'content-type': 'application/json', 'content-length': body.length } })
  sent.end(body)
  const [response] = await once(sent, 'response') as [import('node:http').IncomingMessage]
  expect(response.statusCode).toBe(200)
  response.resume()
  expect(await refusal(`${server.socketUrl}/stream`)).toMatchObject({ status: 406 })
})
