import { once } from 'node:events'
import { gunzipSync } from 'node:zlib'
import { Agent, request, type IncomingMessage } from 'node:http'
import { anonymousPrincipal } from '../../../src/access/principal'
import { NO_LIMITS, type Limiter } from '../../../src/access/limiter'
import { instant } from '../../../src/domain/instant'
import { createUsageTeller } from '../../../src/app/http/usage-teller'
import { newRecord } from '../../../src/app/http/request-record'
import type { UsedOperation, UsedSubscription } from '../../../src/usecases/metering/ports'
import { handTimers } from '../../support/hand-timers'
import { cutOf, rawClient, startLive, subscribeTo, SUBSCRIPTION, type LiveOptions, type LiveRunning } from './live-graph'

const AT = instant('2026-11-23T10:00:00Z')
let server: LiveRunning
let operations: UsedOperation[]
let subscriptions: UsedSubscription[]
let wake: () => void
/** Resolves when so many operations were told. */
const told = async (count: number): Promise<void> => { while (operations.length < count) await new Promise<void>((resolve) => { wake = resolve }) }
const start = async (options: LiveOptions = {}): Promise<LiveRunning> => {
  operations = []
  subscriptions = []
  wake = () => undefined
  const usage = { operation: (used: UsedOperation) => { operations.push(used); wake() }, subscription: (used: UsedSubscription) => { subscriptions.push(used) } }
  server = await startLive({ now: () => AT, ...options, gate: { usage, access: { authenticate: async () => ({ ...anonymousPrincipal(), id: 'key:a', kind: 'key' }) }, ...options.gate } })
  return server
}
afterEach(() => server.close())

interface Got { readonly status: number | undefined; readonly body: Buffer; readonly headers: IncomingMessage['headers'] }
const send = async (body: unknown, { method = 'POST', path = '/graphql', headers = {} }: { method?: string; path?: string; headers?: Record<string, string> } = {}): Promise<Got> => {
  const sent = request(`${server.url}${path}`, { method, agent: false, headers: { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), accept: 'application/json', ...headers } })
  sent.end(body === undefined ? undefined : JSON.stringify(body))
  const [response] = await once(sent, 'response') as [IncomingMessage]
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(response, 'end')
  return { status: response.statusCode, body: Buffer.concat(chunks), headers: response.headers }
}
const NAMED = 'query Echo($t: String!) { e: echo(text: $t) }'

test('HTTP: who, with what, which operation of which document, its fields, costs and bytes', async () => {
  await start()
  const { body } = await send({ query: NAMED, variables: { t: 'Schnürsenkel' } }, { headers: { 'apollographql-client-name': 'app', 'apollographql-client-version': '1.2' } })
  await told(1)
  // SHA-256 of the text, by another program: printf '%s' 'query Echo($t: String!) { e: echo(text: $t) }' | sha256sum
  expect(operations[0]).toEqual({
    at: AT, caller: expect.objectContaining({ principal: expect.objectContaining({ id: 'key:a' }) as object, client: { name: 'app', version: '1.2' } }) as object, transport: 'http', type: 'query', name: 'Echo',
    document: '4e26e86b3a03a077898769db6f03ba180edc098b7455039a54ea8cf1812e923d', fields: ['Query.echo'], estimatedCost: 0, actualCost: 0, errors: [], bytes: body.length, durationMs: expect.any(Number) as number,
  })
})
test('bytes are those before compression', async () => {
  await start({ compressFromBytes: 100 })
  const { body, headers } = await send({ query: '{ big(bytes: 5000) }' }, { headers: { 'accept-encoding': 'gzip' } })
  expect(headers['content-encoding']).toBe('gzip')
  await told(1)
  expect(operations[0]?.bytes).toBe(gunzipSync(body).length)
})
test.each<[string, unknown, readonly string[]]>([
  ['a document that is not valid', { query: '{ nothing }' }, ['GRAPHQL_VALIDATION_FAILED']], ['one that cannot be read', { query: '{' }, ['GRAPHQL_PARSE_FAILED']], ['no document', {}, ['BAD_REQUEST']],
  ['variables of a wrong type', { query: NAMED, variables: { t: {} } }, ['BAD_USER_INPUT']],
])('%s is told by its error, at no cost', async (_what, asked, errors) => {
  await start()
  const { status, body } = await send(asked)
  expect([200, 400]).toContain(status)
  await told(1)
  expect(operations[0]).toMatchObject({ errors, estimatedCost: 0, actualCost: 0, bytes: body.length })
})
test('what fails in the middle was executed: its errors, and bytes', async () => {
  await start()
  const { body } = await send({ query: '{ broken echo(text: "a") }' })
  await told(1)
  expect(operations[0]).toMatchObject({ errors: ['INTERNAL_SERVER_ERROR'], fields: ['Query.broken', 'Query.echo'], bytes: body.length })
})
test('what a limit refuses is told as RATE_LIMITED, at no cost', async () => {
  const limiter: Limiter = { ...NO_LIMITS, admit: () => ({ refused: { what: 'minute', message: 'no more', retryAfterSeconds: 3 }, budgets: [], settle: () => undefined }) }
  await start({ gate: { limiter } })
  await send({ query: NAMED, variables: { t: 'a' } })
  await told(1)
  expect(operations[0]).toMatchObject({ name: 'Echo', errors: ['RATE_LIMITED'], estimatedCost: 0, actualCost: 0 })
})
test('a client that is gone before the answer has used it all the same', async () => {
  let heard: () => void = () => undefined
  const known = new Promise<void>((resolve) => { heard = resolve })
  await start({ gate: { access: { authenticate: async () => { heard(); return anonymousPrincipal() } } } })
  const sent = request(`${server.url}/graphql`, { method: 'POST', agent: new Agent(), headers: { 'content-type': 'application/json' } })
  sent.on('error', () => undefined)
  sent.end(JSON.stringify({ query: 'query Slow { slow(ms: 600000) }' }))
  await known
  sent.destroy()
  await told(1)
  expect(operations).toEqual([expect.objectContaining({ bytes: 0, transport: 'http' })])
})
test('WebSocket: answers and refusals by the bytes of their messages', async () => {
  await start()
  const client = await rawClient(server.socketUrl)
  const bytes: number[] = []
  client.ws.on('message', (data: Buffer) => { if (!data.toString().includes('"complete"')) bytes.push(data.length) })
  client.send({ id: 'x"1', type: 'subscribe', payload: { query: NAMED, variables: { t: 'ü' } } })
  await told(1)
  client.send({ id: '2', type: 'subscribe', payload: { query: '{ nothing }' } })
  await told(2)
  while (bytes.length < 2) await new Promise(setImmediate)
  expect(operations.map(({ transport, name, errors, bytes: size }) => ({ transport, name, errors, size }))).toEqual([
    { transport: 'websocket', name: 'Echo', errors: [], size: bytes[0] }, { transport: 'websocket', name: null, errors: ['GRAPHQL_VALIDATION_FAILED'], size: bytes[1] },
  ])
  client.ws.close()
})
test('event streams: answers and refusals by the bytes of their results', async () => {
  await start()
  const ask = (query: string): Promise<Got> => send({ query }, { path: '/graphql/stream', headers: { accept: 'text/event-stream' } })
  const results = (text: string): number => text.split('\n\n').filter((part) => part.startsWith('event: next')).reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 0)
  const answered = await ask('{ echo(text: "ü") }')
  await told(1)
  const refused = await ask('{ nothing }')
  await told(2)
  expect(operations.map(({ transport, errors, bytes }) => ({ transport, errors, bytes }))).toEqual([
    { transport: 'sse', errors: [], bytes: results(answered.body.toString()) }, { transport: 'sse', errors: ['GRAPHQL_VALIDATION_FAILED'], bytes: results(refused.body.toString()) },
  ])
  expect(operations[0]?.bytes).toBeGreaterThan(30)
})
test('a subscription: its opening as an operation, then deliveries and bytes as the client counts them, until it is over', async () => {
  await start()
  const client = await rawClient(server.socketUrl)
  let bytes = 0
  client.ws.on('message', (data: Buffer) => { bytes += data.length })
  client.send(subscribeTo('a'))
  await told(1)
  expect(operations[0]).toMatchObject({ transport: 'websocket', type: 'subscription', errors: [], bytes: 0, fields: ['Odds.prices', 'Odds.sequence', 'Odds.snapshot', 'Price.decimal', 'Price.runner', 'Subscription.odds'] })
  for (const sequence of [1, 2, 3]) {
    server.groups.deliver(cutOf(sequence, [[1, sequence, sequence]]))
    await client.next()
  }
  client.send({ id: 'a', type: 'complete' })
  await server.groups.joined(0)
  expect(subscriptions).toEqual([expect.objectContaining({ at: AT, deliveries: 3, bytes, document: operations[0]?.document })])
  expect(subscriptions[0]?.openMs).toBeGreaterThan(0)
  client.ws.close()
})
test('a subscription over an event stream counts alike', async () => {
  await start()
  const sent = request(`${server.url}/graphql/stream`, { method: 'POST', agent: false, headers: { 'content-type': 'application/json', accept: 'text/event-stream' } })
  sent.end(JSON.stringify({ query: SUBSCRIPTION, variables: { race: '1' } }))
  const [response] = await once(sent, 'response') as [IncomingMessage]
  let text = ''
  response.on('data', (chunk: Buffer) => { text += chunk.toString() })
  await server.groups.joined(1)
  server.groups.deliver(cutOf(1, [[1, 2, 1]]))
  while (!text.includes('sequence')) await once(response, 'data')
  for (const subscriber of server.groups.subscribers) subscriber.end()
  await once(response, 'end')
  await told(1)
  const event = text.slice(text.indexOf('event: next'), text.indexOf('event: complete'))
  expect(subscriptions).toEqual([expect.objectContaining({ deliveries: 1, bytes: Buffer.byteLength(event) })])
})
test.each(['websocket', 'sse'] as const)('a subscription that its source refuses is told by the error, at no cost, over %s', async (over) => {
  await start()
  const { groups } = server
  Object.assign(groups, { subscribe: async (_request: unknown, subscriber: { fail(errors: readonly object[]): void }) => { subscriber.fail([{ message: 'no such race', extensions: { code: 'NOT_FOUND' } }]); return { close: () => undefined } } })
  let bytes = 0
  if (over === 'websocket') {
    const client = await rawClient(server.socketUrl)
    client.ws.on('message', (data: Buffer) => { bytes += data.length })
    client.send(subscribeTo('a'))
    await told(1)
    await client.next()
    client.ws.close()
  } else {
    const { body } = await send({ query: SUBSCRIPTION, variables: { race: '1' } }, { path: '/graphql/stream', headers: { accept: 'text/event-stream' } })
    await told(1)
    const text = body.toString()
    bytes = Buffer.byteLength(text.slice(text.indexOf('event: next'), text.indexOf('event: complete')))
  }
  expect(operations).toEqual([expect.objectContaining({ transport: over, type: 'subscription', errors: ['NOT_FOUND'], estimatedCost: 0, actualCost: 0, bytes })])
})
test('an open subscription is told again and again, each time what is new, and at the end once more', () => {
  const timers = handTimers()
  let elapsed = 0
  const tellings: UsedSubscription[] = []
  const teller = createUsageTeller({ usage: { operation: () => undefined, subscription: (used) => { tellings.push(used) } }, now: () => AT, timers, elapsed: () => elapsed })
  const caller = { principal: anonymousPrincipal(), address: '127.0.0.1', client: { name: null, version: null } }
  const open = teller.subscription({ ...newRecord(), document: 'ab', operationName: 'Odds' }, caller)
  open.delivered(100)
  open.delivered(20)
  elapsed = 5_000
  timers.fire()
  elapsed = 10_000
  timers.fire()
  open.delivered(3)
  elapsed = 12_500
  open.close()
  open.close()
  expect(tellings.map(({ openMs, deliveries, bytes, name }) => [openMs, deliveries, bytes, name])).toEqual([[5_000, 2, 120, 'Odds'], [5_000, 0, 0, 'Odds'], [2_500, 1, 3, 'Odds']])
  timers.fire()
  expect([tellings.length, timers.waiting]).toEqual([3, 0])
  teller.subscription(newRecord(), caller)
  elapsed = 13_000
  teller.close()
  expect(tellings.at(-1)).toMatchObject({ openMs: 500 })
})
