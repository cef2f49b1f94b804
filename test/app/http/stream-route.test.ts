import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { createClient } from 'graphql-sse'
import { anonymousPrincipal } from '../../../src/access/principal'
import type { Instant } from '../../../src/domain/instant'
import { cutOf, odds, startLive, SUBSCRIPTION, type LiveOptions, type LiveRunning } from './live-graph'

let server: LiveRunning
const start = async (options: LiveOptions = {}): Promise<LiveRunning> => { server = await startLive(options); return server }
afterEach(() => server.close())

interface Opened { readonly response: IncomingMessage; /** Events so far, comments left out. */ readonly events: string[]; readonly ended: Promise<unknown>; next(): Promise<string> }
/** A stream by node:http, with its events as they come. */
async function open(query: string, { method = 'POST', headers = {}, variables = {} }: { method?: string; headers?: Record<string, string>; variables?: object } = {}): Promise<Opened> {
  const path = method === 'GET' ? `?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}` : ''
  const sent = request(`${server.url}/graphql/stream${path}`, { method, agent: false, headers: { accept: 'text/event-stream', ...(method === 'GET' || method === 'OPTIONS' ? {} : { 'content-type': 'application/json' }), ...headers } })
  sent.end(method === 'GET' || method === 'OPTIONS' ? undefined : JSON.stringify({ query, variables }))
  const [response] = await once(sent, 'response') as [IncomingMessage]
  const events: string[] = []
  let [rest, read, wake]: [string, number, () => void] = ['', 0, () => undefined]
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n\n')
    rest = parts.pop() ?? ''
    events.push(...parts.filter((part) => part !== ':' && part !== ''))
    wake()
  })
  return {
    response, events, ended: once(response, 'close'),
    next: async () => {
      while (events.length <= read) await new Promise<void>((resolve) => { wake = resolve })
      return events[read++] as string
    },
  }
}
const next = (data: unknown): string => `event: next\ndata: ${JSON.stringify(data)}`
const race = { race: '1' }

test.each(['GET', 'POST'])('%s: snapshot, what changed, complete when the source ends', async (method) => {
  await start()
  const stream = await open(SUBSCRIPTION, { method, variables: race })
  expect([stream.response.statusCode, stream.response.headers['content-type'], stream.response.headers['content-encoding']]).toEqual([200, 'text/event-stream; charset=utf-8', undefined])
  await server.groups.joined(1)
  server.groups.deliver(cutOf(5, [[1, 2.5, 3], [2, 4, 5]]))
  expect(await stream.next()).toBe(next(odds('', true, 5, [1, 2.5], [2, 4]).payload))
  server.groups.deliver(cutOf(6, [[1, 2.6, 6], [2, 4, 5]]))
  expect(await stream.next()).toBe(next(odds('', false, 6, [1, 2.6]).payload))
  for (const subscriber of server.groups.subscribers) subscriber.end()
  expect(await stream.next()).toBe('event: complete\ndata:')
  await stream.ended
  expect([server.groups.subscribers.size, server.gauges.get('event_streams_open')!()]).toEqual([0, 0])
})

test('a query is answered and completed; errors of a document come as a result; a mutation by GET is refused', async () => {
  await start()
  const query = await open('{ echo(text: "hi") }')
  expect(JSON.parse((await query.next()).slice('event: next\ndata: '.length))).toMatchObject({ data: { echo: 'hi' } })
  expect(await query.next()).toBe('event: complete\ndata:')
  expect(await (await open('{ nothing }')).next()).toContain('GRAPHQL_VALIDATION_FAILED')
  expect(await (await open('mutation { touch }', { method: 'GET' })).next()).toContain('Mutations are not served by GET')
  expect(await (await open('mutation { touch }')).next()).toContain('"touch":"touched"')
})

test('what is no stream is refused with a status', async () => {
  await start({ corsOrigins: ['https://partner.example'] })
  const statusOf = async (options: Parameters<typeof open>[1]): Promise<number | undefined> => { const { response } = await open(SUBSCRIPTION, { variables: race, ...options }); response.destroy(); return response.statusCode }
  expect([
    await statusOf({ headers: { accept: 'application/json' } }), await statusOf({ headers: { origin: 'https://evil.example' } }), await statusOf({ headers: { origin: 'https://partner.example' } }),
    await statusOf({ method: 'PUT' }), await statusOf({ headers: { 'content-type': 'text/plain' } }), await statusOf({ method: 'OPTIONS' }),
  ]).toEqual([406, 403, 200, 405, 415, 204])
  const response = await fetch(`${server.url}/graphql/stream`, { headers: { accept: 'text/event-stream' } })
  expect([response.status, await response.json()]).toEqual([400, { errors: [{ message: expect.any(String) as string, extensions: { code: 'BAD_REQUEST' } }] }])
})

test('a failing source ends the stream with its error', async () => {
  await start()
  const stream = await open(SUBSCRIPTION, { variables: race })
  await server.groups.joined(1)
  for (const subscriber of server.groups.subscribers) subscriber.fail([{ message: 'The race is gone.', extensions: { code: 'NOT_FOUND' } }])
  expect(await stream.next()).toBe(next({ errors: [{ message: 'The race is gone.', extensions: { code: 'NOT_FOUND' } }] }))
  expect(await stream.next()).toBe('event: complete\ndata:')
  await stream.ended
  await server.groups.joined(0)
})

test('tokens come by headers: refused with 401, ended when they expire; connections are limited', async () => {
  let clock = 1_000
  await start({
    now: () => clock as Instant, limits_: { maxConnections: 1 },
    access: { authenticate: async (_params, { headers }) => (headers.authorization === 'Bearer good' ? { ...anonymousPrincipal(), expiresAt: 5_000 as Instant } : { refused: 'The token is not known.', status: 401 }) },
  })
  expect((await open(SUBSCRIPTION, { variables: race })).response.statusCode).toBe(401)
  const stream = await open(SUBSCRIPTION, { variables: race, headers: { authorization: 'Bearer good' } })
  const second = await open(SUBSCRIPTION, { variables: race, headers: { authorization: 'Bearer good' } })
  expect([second.response.statusCode, second.response.headers['retry-after']]).toEqual([503, '1'])
  await server.groups.joined(1)
  clock = 5_000
  expect(await stream.next()).toContain('token has expired')
  await stream.ended
  await server.groups.joined(0)
})

test('a client that stops reading is told and closed', async () => {
  await start({ limits_: { clientBufferBytes: 1_024, slowClientMs: 300 } })
  const stream = await open(SUBSCRIPTION, { variables: race })
  await server.groups.joined(1)
  stream.response.pause()
  const wide = Array.from({ length: 400 }, (_, i) => [i, 1, 1] as const)
  for (let i = 1; server.groups.subscribers.size > 0; i++) {
    server.groups.deliver(cutOf(i, wide.map(([runner]) => [runner, i, i] as const)))
    await new Promise(setImmediate)
  }
  stream.response.resume()
  await stream.ended
  expect(stream.events.at(-2)).toContain('SLOW_CLIENT')
  expect(server.dropped['slow-client']).toBe(1)
})

test('shutdown ends streams in the middle, with a hint when to come back', async () => {
  await start()
  const stream = await open(SUBSCRIPTION, { variables: race })
  await server.groups.joined(1)
  await server.close()
  await stream.ended
  expect(Number(/^retry: (\d+)$/.exec(stream.events.at(-1) ?? '')?.[1])).toBeLessThan(5_000)
  expect(server.groups.subscribers.size).toBe(0)
})

test('the graphql-sse client subscribes', async () => {
  await start()
  const client = createClient({ url: `${server.url}/graphql/stream` })
  const updates = client.iterate({ query: SUBSCRIPTION, variables: race })
  const [heard] = [updates.next(), await server.groups.joined(1)]
  server.groups.deliver(cutOf(1, [[1, 2, 1]]))
  expect((await heard).value).toEqual(odds('', true, 1, [1, 2]).payload)
  client.dispose()
  await server.groups.joined(0)
})
