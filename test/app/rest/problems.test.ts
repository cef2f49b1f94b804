import type { Limiter } from '../../../src/access/limiter'
import { NO_LIMITS } from '../../../src/access/limiter'
import type { Problem } from '../../../src/app/rest/problem'
import { SERVER_URL } from '../../support/global-setup'
import { withClient } from '../../support/test-server'
import { documentOf, startRest, type RestServer } from './rest-server'

/** Lets in whatever costs nothing, and says how much is left. */
const spent: Limiter = { ...NO_LIMITS, admit: (_caller, _kind, cost) => ({
  refused: cost === 0 ? null : { what: 'minute', message: `The budget of a minute is 10, and this costs ${cost}.`, retryAfterSeconds: 7 },
  budgets: [{ name: 'minute', limit: 10, windowSeconds: 60, remaining: 3, resetSeconds: 42 }], settle: () => undefined,
}) }
let server: RestServer
let poor: RestServer
let raceId: string
beforeAll(async () => {
  [server, poor] = await Promise.all([startRest({ corsOrigins: ['https://card.example'], hstsSeconds: 60 }), startRest({ limiter: spent })])
  raceId = Buffer.from(`Race:${(await server.db.pool.query<{ id: number }>('SELECT min(id) AS id FROM races')).rows[0]!.id}`).toString('base64url')
})
afterAll(() => Promise.all([server.close(), poor.close()]))

const refused = async (path: string, init: RequestInit = {}, of = server): Promise<{ status: number; headers: Headers; problem: Problem }> => {
  const response = await fetch(of.origin + path, init)
  expect([path, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([path, 'application/problem+json; charset=utf-8', 'no-store'])
  const problem = await response.json() as Problem
  expect([problem.status, problem.instance]).toEqual([response.status, response.headers.get('x-request-id')])
  return { status: response.status, headers: response.headers, problem }
}
const LONG = 'x'.repeat(5_000)

test.each<readonly [path: string, status: number, code: string, detail: RegExp]>([
  ['/rest/predict', 400, 'BAD_USER_INPUT', /^The parameter "race" is missing\. This takes "race", "model", "asOf"\.$/],
  ['/rest/predict?race=', 400, 'BAD_USER_INPUT', /^"" is not an id of this graph/],
  ['/rest/race/nope', 400, 'BAD_USER_INPUT', /^"nope" is not an id of this graph/],
  [`/rest/race/${Buffer.from('Race:2147483647').toString('base64url')}`, 404, 'NOT_FOUND', /^No race has the id ".+"\. \/rest\/meetings lists races/],
  [`/rest/race/${Buffer.from('Horse:1').toString('base64url')}`, 400, 'BAD_USER_INPUT', /Horse/],
  ['/rest/meetings?first=many', 400, 'BAD_USER_INPUT', /^The parameter "first" must be a whole number\.$/],
  ['/rest/meetings?first=-1', 400, 'BAD_USER_INPUT', /first/],
  ['/rest/meetings?first=101', 400, 'BAD_USER_INPUT', /first/],
  ['/rest/meetings?first=1&first=2', 400, 'BAD_USER_INPUT', /^The parameter "first" stands there more than once\.$/],
  ['/rest/meetings?date=yesterday', 400, 'BAD_USER_INPUT', /yesterday/],
  ['/rest/meetings?after=%00', 400, 'BAD_USER_INPUT', /after/],
  ['/rest/meetings?venue=Atlantis', 404, 'NOT_FOUND', /^No venue has the code or the name "Atlantis"\.$/],
  ['/rest/meetings?venues=1', 400, 'BAD_USER_INPUT', /^There is no parameter "venues"\. This takes "date", "venue", "first", "after"\.$/],
  ['/rest/meetings?__proto__=1', 400, 'BAD_USER_INPUT', /"__proto__"/],
  ['/rest/meetings?constructor=1&toString=2', 400, 'BAD_USER_INPUT', /"constructor", "toString"/],
  ['/rest/meetings?api_key=rg_abcdefghij_secret', 400, 'BAD_USER_INPUT', /"api_key"/],
  ['/rest/horse/%00', 400, 'BAD_USER_INPUT', /2 to 100 characters/],
  [`/rest/horse/${LONG.slice(0, 101)}`, 400, 'BAD_USER_INPUT', /2 to 100 characters/],
  [`/rest/horse/${LONG}`, 414, 'BAD_REQUEST', /^A part of the path has more than 200 characters/],
  ['/rest/horse/a%2Fb', 404, 'NOT_FOUND', /^No horse has the name "a\/b"\.$/],
  ['/rest/horse/%F0%9F%90%8E%F0%9F%90%8E', 404, 'NOT_FOUND', /🐎/],
  ['/rest/horse/%E0%A4%A', 400, 'BAD_REQUEST', /malformed/],
  ["/rest/horse/';DROP%20TABLE%20horses--", 404, 'NOT_FOUND', /DROP/],
  ['/rest/horse/%25%25', 404, 'NOT_FOUND', /%%/],
  ['/rest/horse/Horse%20H1?name=other', 400, 'BAD_USER_INPUT', /^The parameter "name" belongs in the path alone\.$/],
  ['/rest/nothing', 404, 'NOT_FOUND', /^There is nothing here/],
  ['/rest/documents/toString', 404, 'DOCUMENT_NOT_FOUND', /"toString"/],
  ['/rest/documents/', 404, 'DOCUMENT_NOT_FOUND', /""/],
])('%s', async (path, status, code, detail) => {
  const { status: told, problem } = await refused(path)
  expect([told, problem.code, problem.type]).toEqual([status, code, `urn:racegraph:problem:${code.toLowerCase().replaceAll('_', '-')}`])
  expect(problem.detail).toMatch(detail)
  expect(problem.detail.length).toBeLessThan(500)
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s of what is only read: 405', async (method) => {
  const { status, headers, problem } = await refused(`/rest/race/${raceId}`, { method })
  expect([status, headers.get('allow'), problem.detail]).toEqual([405, 'GET, HEAD', `This takes GET, HEAD and no ${method}.`])
})

test('credentials that are not right: 401, whatever is asked', async () => {
  for (const path of [`/rest/race/${raceId}`, '/rest/predict', '/rest/documents/X']) {
    const { status, headers, problem } = await refused(path, { headers: { authorization: 'Bearer rg_wrong' } })
    expect([status, headers.get('www-authenticate'), problem.code, problem.detail]).toEqual([401, 'Bearer', 'UNAUTHENTICATED', 'No key has this secret.'])
  }
})
test('keys cannot be looked up: 503, and when to come again', async () => {
  const { status, headers, problem } = await refused(`/rest/race/${raceId}`, { headers: { 'x-test-outage': '1' } })
  expect([status, headers.get('retry-after'), problem.retryAfter, problem.code]).toEqual([503, '1', 1, 'OVERLOADED'])
})
test('scopes that are missing: 403 with their names and those of the fields', async () => {
  const { status, problem } = await refused(`/rest/predict?race=${raceId}`, { headers: { 'x-test-scopes': 'racing' } })
  expect([status, problem.code, problem.missing]).toEqual([403, 'FORBIDDEN', ['predictions']])
  expect(problem.fields).toContain('Confidence.sentence')
  expect(problem.detail).not.toContain('Leave these fields out')
})
test('no budget: 429 with what is left of it and when to come again', async () => {
  const { status, headers, problem } = await refused(`/rest/race/${raceId}`, { headers: { 'x-test-scopes': 'racing' } }, poor)
  expect([status, headers.get('retry-after'), problem.retryAfter, problem.code]).toEqual([429, '7', 7, 'RATE_LIMITED'])
  expect([headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual(['"minute";r=3;t=42', '"minute";q=10;qu="cost";w=60'])
  expect(problem.detail).toMatch(/^The budget of a minute is 10, and this costs \d{2,}\.$/)
})
test('the database fails in a way that nobody foresaw: 500 without its words, which are in the log', async () => {
  const broken = await startRest()
  try {
    await broken.db.pool.query('ALTER TABLE meetings RENAME TO secret_meetings')
    const { status, problem } = await refused('/rest/meetings', {}, broken)
    expect([status, problem.code]).toEqual([500, 'INTERNAL_SERVER_ERROR'])
    expect(JSON.stringify(problem)).not.toMatch(/secret_meetings|relation|meetings"/)
    expect(broken.log.some((line) => JSON.stringify(line).includes(problem.instance))).toBe(true)
  } finally { await broken.close() }
})
test('the database is away: 503 and when to come again, on every route; where it is, is in the log alone', async () => {
  const lost = await startRest()
  const { rows } = await lost.db.pool.query<{ name: string }>('SELECT current_database() AS name')
  const name = rows[0]!.name
  const admit = (yes: boolean): Promise<unknown> => withClient(process.env[SERVER_URL]!, async (client) => {
    await client.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS ${yes}`)
    if (!yes) await client.query('SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1', [name])
  })
  try {
    await admit(false)
    for (const path of ['/rest/meetings', `/rest/race/${raceId}`, '/rest/documents/Card', '/rest/openapi.json']) {
      const { status, headers, problem } = await refused(path, {}, lost)
      expect([path, status, problem.code, problem.detail, headers.get('retry-after')]).toEqual([path, 503, 'DATABASE_UNREACHABLE', 'The data cannot be read now. Send the request again in a moment.', '1'])
      expect([path, lost.log.some((line) => line['requestId'] === problem.instance && line['level'] === 40 && JSON.stringify(line).includes(name))]).toEqual([path, true])
    }
    expect((await fetch(`${lost.origin}/rest`)).status).toBe(200)
    await admit(true)
    expect((await fetch(`${lost.origin}/rest/meetings`)).status).toBe(200)
  } finally { await lost.close() }
})

test('every answer has the fixed headers; pages of origins that are set may read it, problems too', async () => {
  for (const path of ['/rest', '/rest/openapi.json', '/rest/meetings', '/rest/nothing', '/rest/predict', '/rest/horse/%E0%A4%A', '/rest/page/swagger-ui.css', '/rest/page/../package.json']) {
    const { headers } = await fetch(server.origin + path, { headers: { origin: 'https://card.example' } })
    expect([path, headers.get('x-content-type-options'), headers.get('strict-transport-security'), headers.get('content-security-policy')?.startsWith("default-src 'none'")]).toEqual([path, 'nosniff', 'max-age=60; includeSubDomains', true])
  }
  const [ours, others] = await Promise.all(['https://card.example', 'https://evil.example'].map((origin) => fetch(`${server.origin}/rest/predict`, { headers: { origin } })))
  expect([ours!.headers.get('access-control-allow-origin'), others!.headers.get('access-control-allow-origin')]).toEqual(['https://card.example', null])
  expect([ours!.headers.get('vary')?.includes('origin'), ours!.headers.get('access-control-expose-headers')?.includes('ratelimit')]).toEqual([true, true])
})

describe('what is used', () => {
  const last = () => server.used.at(-1)!
  const told = async (path: string, headers: Record<string, string> = { 'x-test-scopes': 'racing predictions' }): Promise<number> => {
    const before = server.used.length
    await (await fetch(server.origin + path, { headers })).arrayBuffer()
    while (server.used.length === before) await new Promise(setImmediate)
    return server.used.length - before
  }
  test('is told by operation, as of REST, with cost and bytes of the answer', async () => {
    const body = await (await fetch(`${server.origin}/rest/race/${raceId}`, { headers: { 'x-test-scopes': 'racing' } })).text()
    expect(await told(`/rest/race/${raceId}`, { 'x-test-scopes': 'racing', 'x-client-name': 'card', 'x-client-version': '2' })).toBe(1)
    expect(last()).toMatchObject({ transport: 'rest', type: 'query', name: 'RestRace', bytes: Buffer.byteLength(body), errors: [], caller: { principal: { id: 'key:1' }, client: { name: 'card', version: '2' } } })
    expect(last().fields).toContain('Runner.barrier')
    expect(last().actualCost).toBeGreaterThan(1)
    expect(last().actualCost).toBeLessThanOrEqual(last().estimatedCost)
  })
  test('each operation of a request, where it takes two', async () => {
    expect(await told('/rest/meetings?venue=HV')).toBe(2)
    expect(server.used.slice(-2).map(({ name, bytes }) => [name, bytes > 0])).toEqual([['RestVenue', false], ['RestMeetings', true]])
  })
  test('refused ones with their code and no cost', async () => {
    await told('/rest/predict')
    expect(last()).toMatchObject({ transport: 'rest', actualCost: 0, errors: ['BAD_USER_INPUT'] })
    await told(`/rest/predict?race=${raceId}`, { 'x-test-scopes': 'racing' })
    expect(last()).toMatchObject({ transport: 'rest', name: 'RestPredict', actualCost: 0, errors: ['FORBIDDEN'] })
  })
  test('304 has no bytes', async () => {
    const tag = (await fetch(`${server.origin}/rest/meetings`)).headers.get('etag')!
    await told('/rest/meetings', { 'if-none-match': tag })
    expect(last()).toMatchObject({ bytes: 0, errors: [] })
  })
  test('whoever is not let in uses nothing', async () => {
    const before = server.used.length
    await (await fetch(`${server.origin}/rest/meetings`, { headers: { authorization: 'Bearer x' } })).text()
    await told('/rest/meetings')
    expect(server.used).toHaveLength(before + 1)
  })
})

test('where trusted documents alone are taken, these routes go on', async () => {
  const strict = await startRest({ only: true })
  try {
    await strict.store.publish([documentOf('query Days { meetings(first: 1) { nodes { date } } }')], { client: null, at: 0 as never, dryRun: false })
    for (const path of ['/rest/meetings', '/rest/documents/Days']) expect([path, (await fetch(strict.origin + path)).status]).toEqual([path, 200])
    expect((await fetch(`${strict.origin}/graphql?query={serverTime}`, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(403)
  } finally { await strict.close() }
})
