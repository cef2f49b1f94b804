import { connect } from 'node:net'
import pino from 'pino'
import { createHttpServer } from '../../../src/app/http/create-http-server'
import { defaultHttpSettings } from '../../../src/app/http/http-settings'
import { AppError } from '../../../src/domain/errors'
import { badInput, plainExecutor, post, smallSchema, startSmallServer, type Running } from './small-graph'

let server: Running
beforeAll(async () => { server = await startSmallServer() })
afterAll(() => server.close())

/** Writes bytes to the socket and gives what comes back until the server closes. */
const speak = (bytes: string): Promise<string> => new Promise((resolve, reject) => {
  const { port, hostname } = new URL(server.url)
  let heard = ''
  connect(Number(port), hostname).on('data', (chunk) => { heard += chunk.toString() }).on('close', () => { resolve(heard) }).on('error', reject).end(bytes)
})

describe('health', () => {
  test('/healthz answers as long as the process does', async () => {
    const response = await fetch(`${server.url}/healthz`)
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
  })
  test('/readyz says why not', async () => {
    let reasons: readonly string[] = []
    const one = await startSmallServer({ reasons: async () => reasons })
    expect((await fetch(`${one.url}/readyz`)).status).toBe(200)
    reasons = ['the database does not answer']
    const response = await fetch(`${one.url}/readyz`)
    expect([response.status, await response.json(), response.headers.get('cache-control')]).toEqual([503, { status: 'not ready', reasons }, 'no-store'])
    await one.close()
  })
  test('a check that throws is a reason and leaks nothing', async () => {
    const one = await startSmallServer({ reasons: async () => { throw new Error('password=hunter2') } })
    const response = await fetch(`${one.url}/readyz`)
    expect([response.status, await response.text()]).toEqual([503, expect.not.stringContaining('hunter2')])
    await one.close()
  })
})

describe('what is not HTTP as it should be', () => {
  test.each([
    ['an unknown route', 'GET /nothing HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 404],
    ['a URL that cannot be decoded', 'GET /%E0%A4%A HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    ['a Host that is none', 'GET /graphql?query=%7BserverTime%7D HTTP/1.1\r\nhost: a b\r\naccept: application/json\r\nconnection: close\r\n\r\n', 400],
    ['HTTP/1.0 without Host', 'GET /graphql?query=%7BserverTime%7D HTTP/1.0\r\naccept: application/json\r\n\r\n', 400],
    ['not HTTP', 'hello\r\n\r\n', 400],
    ['a header block over 16 KiB', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    ['two content lengths', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}', 400],
    ['a body shorter than its length', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{}', 400],
  ])('%s', async (_name, bytes, status) => {
    const heard = await speak(bytes)
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const [, body] = heard.split('\r\n\r\n')
    const { errors } = JSON.parse(body!) as { errors: { message: string; extensions: { code: string } }[] }
    expect(errors).toEqual([{ message: expect.any(String), extensions: { code: expect.stringMatching(/^(BAD_REQUEST|NOT_FOUND)$/) } }])
  })
})

test.each(['h2c', 'websocket', 'nothing-known'])('an offer to upgrade to %s is ignored, and the request answered', async (protocol) => {
  const heard = await speak(`GET /graphql?query=%7BserverTime%7D HTTP/1.1\r\nhost: x\r\naccept: application/json\r\nconnection: upgrade, close\r\nupgrade: ${protocol}\r\n\r\n`)
  expect(heard).toMatch(/^HTTP\/1.1 200 /)
})

test('a persisted query that is asked for wrongly is the client\'s fault: nothing about it in the log of errors', async () => {
  const before = server.log.length
  await post(server.graph, { extensions: { persistedQuery: { version: 2, sha256Hash: 'f'.repeat(64) } } })
  await post(server.graph, { query: '{ serverTime }', extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } })
  expect(server.log.slice(before).map((line) => line['level'])).toEqual([30, 30])
})

describe('nothing internal gets out', () => {
  const internals = /secret_table|\/srv|pool\.ts|at .*\(|stacktrace|SELECT|node_modules/
  test('an exception is a neutral message, a path and the request id; the log has the rest', async () => {
    const answer = await post(server.graph, { query: '{ broken }' }, { 'x-request-id': 'req-7' })
    expect(answer.body.errors).toEqual([{
      message: 'Something went wrong on our side. Try again; if it stays, report the request id.', path: ['broken'],
      locations: [{ line: 1, column: 3 }], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'req-7' },
    }])
    expect(JSON.stringify(server.log.filter((line) => line['requestId'] === 'req-7' && line['level'] === 50))).toContain('secret_table')
  })
  test('a null where none may be', async () => {
    const { body } = await post(server.graph, { query: '{ leaky }' })
    expect([body.data, body.errors?.[0]?.extensions['code'], JSON.stringify(body).includes('non-nullable')]).toEqual([null, 'INTERNAL_SERVER_ERROR', false])
  })
  test('an expected refusal keeps its words and its path', async () => {
    expect((await post(server.graph, { query: '{ refused }' })).body.errors).toEqual([{ message: 'No race has the id X. Ask search for it.', path: ['refused'], locations: [{ line: 1, column: 3 }], extensions: { code: 'NOT_FOUND' } }])
  })
  test('an executor that throws', async () => {
    const one = await startSmallServer({ executor: async () => { throw new Error('SELECT * FROM secret_table at /srv/x') } })
    const answer = await post(one.graph, { query: '{ serverTime }' })
    expect([answer.status, answer.body.errors?.[0]?.extensions['code'], internals.test(JSON.stringify(answer.body))]).toEqual([500, 'INTERNAL_SERVER_ERROR', false])
    await one.close()
  })
  test('an overload is 503 in both media types, with words and a time to come back', async () => {
    const one = await startSmallServer({ executor: async () => { throw new AppError('OVERLOADED', 'All database connections are busy. Try again in a second.') } })
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const answer = await post(one.graph, { query: '{ serverTime }' }, { accept })
      expect([answer.status, answer.headers.get('retry-after'), answer.body.errors]).toEqual([503, '1', [{ message: 'All database connections are busy. Try again in a second.', extensions: { code: 'OVERLOADED' } }]])
    }
    await one.close()
  })
  test('where the database is stays with whoever runs it', async () => {
    const one = await startSmallServer({ executor: async () => { throw new AppError('DATABASE_UNREACHABLE', 'The database at me@db.internal:5432/races (DATABASE_URL) cannot be used.') } })
    const { body } = await post(one.graph, { query: '{ serverTime }' })
    expect(body.errors).toEqual([{ message: 'The data cannot be read now. Send the request again in a moment.', extensions: { code: 'DATABASE_UNREACHABLE' } }])
    await one.close()
  })
  test('an error with a code of its own is passed on', async () => {
    const schema = smallSchema()
    const one = await startSmallServer({ schema, executor: async (context) => context.operationName === 'Bad' ? { errors: [badInput('"first" must not be negative.')] } as never : plainExecutor(schema)(context) })
    const answer = await post(one.graph, { query: 'query Bad { serverTime }' }, { accept: 'application/graphql-response+json' })
    expect([answer.status, answer.body.errors?.[0]?.message]).toEqual([400, '"first" must not be negative.'])
    await one.close()
  })
})

describe('the log', () => {
  test('one line a request, without document and variables', async () => {
    await post(server.graph, { query: 'query Mine($t: String!) { echo(text: $t) }', variables: { t: 'private words' } }, { 'x-request-id': 'log-1' })
    const lines = server.log.filter((line) => line['requestId'] === 'log-1')
    expect(lines).toEqual([expect.objectContaining({ msg: 'request', level: 30, method: 'POST', path: '/graphql', status: 200, operation: 'Mine', type: 'query', cost: 0, durationMs: expect.any(Number) })])
    expect(JSON.stringify(lines)).not.toMatch(/private words|echo/)
  })
  test('codes of the errors stand in it, refusals before execution too', async () => {
    await post(server.graph, { query: `{ ${'__typename '.repeat(9)} }` }, { 'x-request-id': 'log-2' })
    expect(server.log.find((line) => line['requestId'] === 'log-2')).toMatchObject({ errors: ['OPERATION_TOO_LARGE'], type: null })
  })
})

test('a port in use is one clear error', async () => {
  const port = Number(new URL(server.url).port)
  const schema = smallSchema()
  const late = await createHttpServer({ schema, executor: plainExecutor(schema), config: defaultHttpSettings, logger: pino({ enabled: false }), health: { reasons: async () => [] } })
  await expect(late.listen({ host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'PORT_IN_USE', message: `Port ${port} on 127.0.0.1 is in use. Stop the other program, or choose another port with PORT.` })
  await late.close()
})
