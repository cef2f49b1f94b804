import { createHash } from 'node:crypto'
import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import { request as rawRequest } from 'node:http'
import { post, smallSchema, startSmallServer, type Running } from './small-graph'

let server: Running
beforeAll(async () => { server = await startSmallServer() })
afterAll(() => server.close())

const graphqlResponse = { accept: 'application/graphql-response+json' }
const json = { accept: 'application/json' }
const get = (query: string, headers: Record<string, string> = json): Promise<Response> => fetch(`${server.graph}?query=${encodeURIComponent(query)}`, { headers })
/** node:http leaves headers alone, where fetch adds its own. */
const raw = (headers: Record<string, string>, path = `/graphql?query=${encodeURIComponent('{ serverTime }')}`, method = 'GET'): Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }> =>
  new Promise((resolve, reject) => {
    rawRequest(server.url + path, { method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => { resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }) })
    }).on('error', reject).end()
  })

describe('status and media type', () => {
  test.each([
    ['a good query', { query: '{ serverTime }' }, 200, 200, undefined],
    ['a document that does not parse', { query: '{' }, 200, 400, 'GRAPHQL_PARSE_FAILED'],
    ['a document that does not fit', { query: '{ nothing }' }, 200, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable of the wrong type', { query: 'query ($x: Int!) { slow(ms: $x) }', variables: { x: 'y' } }, 200, 400, 'BAD_USER_INPUT'],
    ['an operation that is not there', { query: 'query A { serverTime }', operationName: 'B' }, 200, 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['an operation named by nothing', { query: 'query A { serverTime }', operationName: '' }, 200, 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['half a character as the name of the operation', { query: 'query A { serverTime }', operationName: '\ud800' }, 200, 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['one of several operations, not named', { query: 'query A { serverTime } query B { serverTime }' }, 200, 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['an operation of a kind that the schema lacks', { query: 'subscription { __typename }' }, 200, 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['too many aliases', { query: `{ ${Array.from({ length: 51 }, (_, i) => `a${i}: __typename`).join(' ')} }` }, 200, 400, 'OPERATION_TOO_LARGE'],
    ['a field that failed, beside data', { query: '{ serverTime broken }' }, 200, 200, 'INTERNAL_SERVER_ERROR'],
    ['an expected refusal', { query: '{ refused }' }, 200, 200, 'NOT_FOUND'],
    ['no query at all', { variables: {} }, 400, 400, 'BAD_REQUEST'],
    ['an array of operations', [{ query: '{ serverTime }' }], 400, 400, 'BAD_REQUEST'],
    ['a persisted query not known yet', { extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } }, 200, 200, 'PERSISTED_QUERY_NOT_FOUND'],
    ['a persisted query under a wrong hash', { query: '{ serverTime }', extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } }, 400, 400, 'BAD_REQUEST'],
    ['a persisted query whose hash is no text', { extensions: { persistedQuery: { version: 1, sha256Hash: { toString: 1 } } } }, 400, 400, 'BAD_REQUEST'],
    ['a null where a default stands in', { query: 'query ($on: Boolean = true) { serverTime @include(if: $on) }', variables: { on: null } }, 200, 400, 'BAD_USER_INPUT'],
    ['a persisted query of another version', { extensions: { persistedQuery: { version: 2, sha256Hash: 'f'.repeat(64) } } }, 400, 400, 'BAD_REQUEST'],
  ])('%s', async (_name, body, asJson, asGraphqlResponse, code) => {
    for (const [headers, status, type] of [[json, asJson, 'application/json'], [graphqlResponse, asGraphqlResponse, 'application/graphql-response+json']] as const) {
      const answer = await post(server.graph, body, headers)
      expect([answer.status, answer.headers.get('content-type'), answer.body.errors?.[0]?.extensions['code']]).toEqual([status, `${type}; charset=utf-8`, code])
    }
  })

  test.each([
    ['text/html', 406], ['image/png, text/html;q=0.9', 406], ['application/json;q=0, application/graphql-response+json;q=0', 406],
    ['application/*', 200], ['text/html, */*;q=0.1', 200],
  ])('Accept: %s gives %i', async (accept, status) => {
    const answer = await post(server.graph, { query: '{ serverTime }' }, { accept })
    expect(answer.status).toBe(status)
    if (status === 406) expect(answer.body.errors?.[0]?.message).toBe('Accept application/graphql-response+json or application/json.')
  })
  test('the preferred type is chosen by quality, then by order', async () => {
    const typeFor = async (accept: string): Promise<string | null> => (await post(server.graph, { query: '{ serverTime }' }, { accept })).headers.get('content-type')
    expect(await typeFor('application/json;q=0.5, application/graphql-response+json')).toContain('graphql-response')
    expect(await typeFor('application/graphql-response+json, application/json;q=0.9')).toContain('graphql-response')
    expect(await typeFor('application/graphql-response+json;charset=utf-8, application/json; charset=utf-8')).toContain('graphql-response')
    expect(await typeFor('application/json, application/graphql-response+json')).toBe('application/json; charset=utf-8')
  })
})

describe('bodies', () => {
  test.each([
    ['malformed JSON', '{"query":', 'application/json', 400, 'BAD_REQUEST'],
    ['an empty body', '', 'application/json', 400, 'BAD_REQUEST'],
    ['JSON null', 'null', 'application/json', 400, 'BAD_REQUEST'],
    ['a form', 'query=%7BserverTime%7D', 'application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['plain text', '{"query":"{serverTime}"}', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a content type that is none', '{"query":"{serverTime}"}', ';;', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('%s', async (_name, body, type, status, code) => {
    const answer = await post(server.graph, body, { 'content-type': type })
    expect([answer.status, answer.body.errors?.length, answer.body.errors?.[0]?.extensions['code']]).toEqual([status, 1, code])
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  })
  test('over the limit', async () => {
    const answer = await post(server.graph, { query: `{ echo(text: "${'x'.repeat(300_000)}") }` })
    expect([answer.status, answer.body.errors?.[0]?.extensions['code']]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
    expect(answer.body.errors?.[0]?.message).toContain('262144 bytes')
  })
  test('__proto__ in a body changes nothing', async () => {
    const answer = await post(server.graph, '{"query":"{ serverTime }","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')
    expect([answer.status, ({} as Record<string, unknown>)['polluted']]).toEqual([200, undefined])
  })
})

describe('methods', () => {
  test('a mutation by GET is refused, by POST it runs', async () => {
    const response = await get('mutation { touch }')
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await post(server.graph, { query: 'mutation { touch }' })).body.data).toEqual({ touch: 'touched' })
  })
  test.each(['HEAD', 'PUT', 'DELETE', 'PATCH'])('%s is 405 and says what is allowed', async (method) => {
    const response = await fetch(server.graph, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS'])
  })
  test('OPTIONS is 204 and, with CORS off, allows no other site', async () => {
    const response = await fetch(server.graph, { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } })
    expect([response.status, response.headers.get('allow'), response.headers.get('access-control-allow-origin')]).toEqual([204, 'GET, POST, OPTIONS', null])
  })
})

describe('a GET that another site could make a browser send', () => {
  test.each([
    ['a script or an image tag', { accept: '*/*', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 400],
    ['fetch() of another site', { accept: 'application/json', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', origin: 'https://evil.example' }, 400],
    ['fetch() of a sibling subdomain', { accept: 'application/json', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', origin: 'https://blog.example' }, 400],
    ['a link followed from another site', { accept: 'text/html,*/*;q=0.8', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 400],
    ['no-cors fetch() that asks for JSON', { accept: 'application/json', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 400],
    ['a browser without Fetch Metadata: an image', { accept: 'image/png,*/*;q=0.5' }, 400],
    ['a browser without Fetch Metadata: fetch()', { accept: 'application/json', origin: 'https://evil.example' }, 400],
    ['a tool that says nothing of JSON', { accept: '*/*' }, 400],
    ['our own page', { accept: '*/*', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, 200],
    ['a tool that asks for JSON', { accept: 'application/json' }, 200],
    ['a header that forces a preflight', { accept: '*/*', 'apollo-require-preflight': '1', 'sec-fetch-site': 'cross-site' }, 200],
  ])('%s', async (_name, headers, status) => { expect((await raw(headers as Record<string, string>)).status).toBe(status) })
  test('a page of an allowed origin may', async () => {
    const open = await startSmallServer({ corsOrigins: ['https://partner.example'] })
    const ask = (origin: string) => fetch(`${open.graph}?query={serverTime}`, { headers: { accept: 'application/json', origin } })
    const [partner, other] = [await ask('https://partner.example'), await ask('https://evil.example')]
    expect([partner.status, partner.headers.get('access-control-allow-origin'), partner.headers.get('vary')]).toEqual([200, 'https://partner.example', 'origin, accept, accept-encoding'])
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([400, null])
    const preflight = await fetch(open.graph, { method: 'OPTIONS', headers: { origin: 'https://partner.example' } })
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/content-type.*authorization, x-api-key/)
    await open.close()
  })
})

describe('persisted queries', () => {
  test('registered once, then asked for by hash, by GET too', async () => {
    const query = '{ persisted: serverTime }'
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } }
    expect((await post(server.graph, { extensions })).body.errors?.[0]?.extensions['code']).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect((await post(server.graph, { query, extensions })).body.data).toHaveProperty('persisted')
    expect((await post(server.graph, { extensions })).body.data).toHaveProperty('persisted')
    expect((await fetch(`${server.graph}?extensions=${encodeURIComponent(JSON.stringify(extensions))}`, { headers: json })).status).toBe(200)
  })
  test('a document over a limit is not registered', async () => {
    const query = `{ ${'__typename '.repeat(50)} }`
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } }
    expect((await post(server.graph, { query, extensions })).body.errors?.[0]?.extensions['code']).toBe('OPERATION_TOO_LARGE')
    expect((await post(server.graph, { extensions })).body.errors?.[0]?.extensions['code']).toBe('PERSISTED_QUERY_NOT_FOUND')
  })
})

describe('headers of answers', () => {
  test('on every route', async () => {
    for (const path of ['/graphql?query={serverTime}', '/healthz', '/nothing']) {
      const { headers } = await fetch(server.url + path, { headers: json })
      expect([headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('cross-origin-resource-policy')]).toEqual(['nosniff', 'DENY', 'same-origin'])
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{8}-[0-9a-z]+$/)
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })
  test('a sane request id is kept, another is replaced', async () => {
    expect((await post(server.graph, { query: '{ serverTime }' }, { 'x-request-id': 'trace-42' })).headers.get('x-request-id')).toBe('trace-42')
    expect((await post(server.graph, { query: '{ serverTime }' }, { 'x-request-id': 'a b"<script>' })).headers.get('x-request-id')).not.toContain('script')
    expect((await post(server.graph, { query: '{ serverTime }' }, { 'x-request-id': 'x'.repeat(129) })).headers.get('x-request-id')).toMatch(/^[\w-]{8}-/)
  })
  test('the static cost', async () => {
    expect((await post(server.graph, { query: '{ races(first: 3) { name runners { horse } } }' })).body.extensions).toEqual({ cost: { requested: 3 * (1 + 10), actual: expect.any(Number) as number, limit: 50_000 } })
  })
})

describe('caching', () => {
  let cached: Running
  beforeAll(async () => {
    const schema = smallSchema()
    schema.getQueryType()!.getFields()['races']!.extensions = { cacheControl: { maxAge: 60 } }
    schema.getQueryType()!.getFields()['echo']!.extensions = { cacheControl: { maxAge: 5, scope: 'PRIVATE' } }
    cached = await startSmallServer({ schema })
  })
  afterAll(() => cached.close())
  const ask = (query: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${cached.graph}?query=${encodeURIComponent(query)}`, { headers: { ...json, ...headers } })

  test('by the strictest hint', async () => {
    expect((await ask('{ races { name } }')).headers.get('cache-control')).toBe('public, max-age=60')
    expect((await ask('{ races { name } echo(text: "a") }')).headers.get('cache-control')).toBe('private, max-age=5')
    expect((await ask('{ races { name } serverTime }')).headers.get('cache-control')).toBe('no-store')
  })
  test('never with errors', async () => { expect((await ask('{ races { name } broken }')).headers.get('cache-control')).toBe('no-store') })
  test('304 for what the client has', async () => {
    const first = await ask('{ races { name } }')
    const tag = first.headers.get('etag')!
    expect(tag).toMatch(/^W\/"[\w-]{27}"$/)
    for (const known of [tag, `"x", ${tag}`, tag.slice(2), '*']) {
      const again = await ask('{ races { name } }', { 'if-none-match': known })
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
    }
    expect((await ask('{ races { name } }', { 'if-none-match': 'W/"other"' })).status).toBe(200)
    expect((await ask('{ races { distanceM } }', { 'if-none-match': tag })).status).toBe(200)
  })
})

describe('compression', () => {
  const big = `/graphql?query=${encodeURIComponent('{ big(bytes: 5000) }')}`
  test.each([
    ['gzip, deflate, br', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip;q=1.0', 'gzip'], ['GZIP', 'gzip'], ['identity', undefined], ['xbr, gzipx', undefined], ['', undefined],
  ])('Accept-Encoding: %s gives %s', async (encoding, expected) => {
    const { headers, body } = await raw({ ...json, 'accept-encoding': encoding }, big)
    expect(headers['content-encoding']).toBe(expected)
    const text = expected === 'br' ? brotliDecompressSync(body) : expected === 'gzip' ? gunzipSync(body) : body
    expect((JSON.parse(text.toString()) as { data: { big: string } }).data.big).toHaveLength(5000)
    if (expected !== undefined) expect(body.length).toBeLessThan(500)
    expect(Number(headers['content-length'])).toBe(body.length)
  })
  test('a small answer is left alone', async () => { expect((await raw({ ...json, 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined() })
})
