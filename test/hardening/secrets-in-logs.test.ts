import { WebSocket } from 'ws'
import pino from 'pino'
import { buildSchema } from 'graphql'
import type { Access } from '../../src/app/http/access'
import { createHttpServer, type HttpServer } from '../../src/app/http/create-http-server'
import { openGate } from '../../src/app/http/gate'
import { defaultHttpSettings } from '../../src/app/http/http-settings'
import { addMetricsRoute } from '../../src/app/http/metrics-route'
import { logOptions, withoutSecrets } from '../../src/app/logger'
import { createMetrics } from '../../src/app/metrics'
import type { Instant } from '../../src/domain/instant'
import { NO_METER } from '../../src/usecases/live/meter'

/** Put together here, so that no tool takes it for a key of somebody. */
const SECRET = ['9fQ2', 'zT7m', 'K4wX', 'b8Lc'].join('')
const KEY = `rg_k1a2b3_${SECRET}`
const ID = 'UmFjZTox'

const schema = buildSchema('type Query { race(id: ID!): String broken: String } type Subscription { tick: Int }')
const lines: string[] = []
const logger = pino(logOptions('trace'), { write: (line: string) => { lines.push(line) } })
/** Refuses what it is sent by name, and breaks for one key, as a directory that is away does. */
const access: Access = { authenticate: async (params, { headers }) => {
  if (String(headers['x-break'] ?? params['break'] ?? '') !== '') throw new Error('the directory of keys is away')
  return { refused: 'This key is not one of this server.', status: 401 }
} }
let server: HttpServer
let url: string
let open: HttpServer
let openUrl: string
const start = async (gate: typeof openGate): Promise<readonly [HttpServer, string]> => {
  const http = await createHttpServer({
    schema, config: defaultHttpSettings, logger, health: { reasons: async () => [] }, gate,
    executor: async ({ request }) => { throw new Error(`something broke, and the request was for ${request.operationName ?? 'nothing'}`) },
    subscriptions: { groups: { subscribe: () => { throw new Error('no groups') } }, meter: NO_METER, now: () => 0 as Instant },
  })
  addMetricsRoute(http.app, createMetrics())
  return [http, await http.listen({ host: '127.0.0.1', port: 0 })]
}
beforeAll(async () => {
  [server, url] = await start({ ...openGate, access });
  [open, openUrl] = await start(openGate)
})
afterAll(async () => { await server.close(); await open.close() })

const answers: string[] = []
const send = async (base: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<void> => {
  const response = await fetch(base + path, { headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { method: 'POST', body }) })
  answers.push(`${[...response.headers].join('\n')}\n${await response.text()}`)
}
const connect = (base: string, path: string, params: object, options: { readonly headers?: Record<string, string> } = {}): Promise<void> => new Promise((resolve) => {
  const ws = new WebSocket(`${base.replace('http', 'ws')}${path}`, 'graphql-transport-ws', options)
  ws.on('open', () => { ws.send(JSON.stringify({ type: 'connection_init', payload: params })) })
  ws.on('message', (data) => { answers.push(String(data)); ws.close() })
  ws.on('error', () => undefined)
  ws.on('close', (code, reason) => { answers.push(`${code} ${String(reason)}`); resolve() })
})

test('a key that is sent in any place is in no line of the log at any level, in no metric, and in no answer that was not asked to tell it', async () => {
  const query = JSON.stringify({ query: `{ race(id: "${ID}") }` })
  for (const base of [url, openUrl]) {
    const asHeaders = [{ authorization: `Bearer ${KEY}` }, { authorization: KEY }, { authorization: `Basic ${Buffer.from(`me:${KEY}`).toString('base64')}` }, { 'x-api-key': KEY }, { cookie: `key=${KEY}` }, { authorization: `Bearer ${KEY}`, 'x-break': '1' }, { 'proxy-authorization': KEY }, { referer: `https://a.example/?key=${KEY}` }, { 'user-agent': KEY }]
    for (const headers of asHeaders) for (const path of ['/graphql', '/graphql/stream', '/nothing', '/healthz']) await send(base, path, headers as Record<string, string>, path.startsWith('/graphql') ? query : undefined)
    for (const path of [`/graphql?query={race(id:"${ID}")}&key=${KEY}`, `/graphql/stream?token=${KEY}`, `/nothing?api_key=${KEY}`, `/${KEY}`, `/graphql/${KEY}`, `/healthz?key=${KEY}`]) await send(base, path)
    await connect(base, '/graphql', { authorization: `Bearer ${KEY}` })
    await connect(base, '/graphql', { apiKey: KEY, 'x-api-key': KEY, break: '1' })
    await connect(base, `/graphql?key=${KEY}`, {}, { headers: { cookie: `key=${KEY}` } })
    await connect(base, '/graphql', {}, { headers: { authorization: `Bearer ${KEY}`, 'x-break': '1' } })
  }
  const metrics = await (await fetch(`${openUrl}/metrics`)).text()
  expect(metrics).toContain('racegraph_http_request_seconds_count')
  for (const told of [...lines, ...answers, metrics]) expect(told).not.toContain(SECRET)
  expect(lines.length).toBeGreaterThan(80)
})

test('in a body it is in no line either: not in the document, its variables, names, ids of requests, or a body that is no JSON', async () => {
  const before = lines.length
  for (const base of [url, openUrl]) {
    for (const body of [
      { query: `query ${KEY} { race(id: "${KEY}") }`, operationName: KEY }, { query: 'query ($id: ID!) { race(id: $id) }', variables: { id: KEY } }, { query: `{ ${KEY} }` }, { query: '{ broken }', key: KEY, extensions: { authorization: KEY } },
      { query: '{ broken }', operationName: KEY }, { extensions: { persistedQuery: { version: 1, sha256Hash: KEY } } },
    ]) await send(base, '/graphql', { 'x-request-id': KEY, 'x-client-name': KEY, 'apollographql-client-version': KEY }, JSON.stringify(body))
    await send(base, '/graphql', {}, `{"query": "${KEY}`)
  }
  expect(lines.length - before).toBeGreaterThan(10)
  for (const line of lines.slice(before)) expect(line).not.toContain(SECRET)
})

test('no line and no answer has a stack trace but the log of what broke', () => {
  for (const answer of answers) expect(answer).not.toMatch(/\n\s+at |node_modules|\.ts:\d/)
  expect(lines.some((line) => line.includes('something broke'))).toBe(true)
})

describe('what looks like a secret is hidden wherever it stands', () => {
  test.each([
    ['a key of ours', `x ${KEY} y`, 'x rg_(hidden) y'], ['in JSON', JSON.stringify({ a: [KEY] }), '{"a":["rg_(hidden)"]}'], ['Bearer', 'authorization: Bearer abcdefgh.ijkl', 'authorization: Bearer (hidden)'], ['a URL with a password', 'at postgresql://me:hush@host/races', 'at postgresql://(hidden)@host/races'],
    ['a key of OpenAI', `sk-${SECRET}`, 'sk-(hidden)'], ['a secret of webhooks', `whsec_${SECRET}`, 'whsec_(hidden)'], ['an address without one', 'http://127.0.0.1:4000/graphql', 'http://127.0.0.1:4000/graphql'], ['words', 'the bearer of a key, rg_ alone', 'the bearer of a key, rg_ alone'],
  ])('%s', (_name, line, told) => { expect(withoutSecrets(line)).toBe(told) })
  test('by its name, at any of three levels', () => {
    lines.length = 0
    logger.info({ authorization: 'hush', headers: { 'x-api-key': 'hush', cookie: 'hush' }, req: { headers: { authorization: 'hush' } }, config: { password: 'hush' } }, 'said')
    expect([lines[0]!.includes('hush'), lines[0]!.includes('said')]).toEqual([false, true])
  })
})
