import fc from 'fast-check'
import { startSmallServer, type Running } from './small-graph'

let server: Running
beforeAll(async () => { server = await startSmallServer() })
afterAll(() => server.close())

const pieces = fc.constantFrom('{', '}', '(', ')', '[', ']', '...', '...F', 'serverTime', 'race(id: 1)', 'races(first: $n)', 'a:', '$x', '@skip(if: $x)', 'fragment F on Race', 'query', 'mutation', 'subscription', 'query Q($n: Int = 1)', '__schema', '__typename', 'name', 'runners', '"s"', '"""b"""', '1', '-1e999', 'on', 'broken', 'leaky', '\u0000', '\ud800', '#')
const query = fc.oneof(fc.array(pieces, { maxLength: 30 }).map((all) => all.join(' ')), fc.string({ unit: 'binary' }), fc.constantFrom('{ serverTime }', 'query Q($n: Int) { races(first: $n) { name } }', 'mutation { touch }'), fc.jsonValue())
const body = fc.oneof(
  fc.record({ query, variables: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('n', 'x', '__proto__'), fc.jsonValue())), operationName: fc.oneof(fc.jsonValue(), fc.constantFrom('Q', '')), extensions: fc.oneof(fc.jsonValue(), fc.constant({ persistedQuery: { version: 1, sha256Hash: 7 } }), fc.record({ persistedQuery: fc.jsonValue() })) }, { requiredKeys: [] }).map((value) => JSON.stringify(value)),
  fc.jsonValue().map((value) => JSON.stringify(value)), fc.string({ unit: 'binary' }), fc.array(fc.record({ query })).map((value) => JSON.stringify(value)),
)
const headers = fc.record({
  'content-type': fc.constantFrom('application/json', 'application/json', 'application/json', 'application/json; charset=utf-16', 'text/plain', 'multipart/form-data; boundary=x', 'application/graphql', ''),
  accept: fc.constantFrom('application/json', 'application/graphql-response+json', '*/*', 'text/html', ';q=', 'application/json;q=NaN'),
  'accept-encoding': fc.constantFrom('gzip', 'br', 'br;q=x', '*', '((((', 'zstd'),
  'x-request-id': fc.constantFrom('a', '../../etc', 'x'.repeat(500)),
  'if-none-match': fc.constantFrom('*', 'W/', '"'),
}, { requiredKeys: ['content-type'] })

const internals = /secret_table|\/srv|node_modules|\.ts:|at \w+ \(|stacktrace|Cannot read|is not a function|undefined/

/** Server errors are right only where the graph of the test fails on purpose. */
const isExpected = (status: number, text: string): boolean => status < 500 && !internals.test(text) && (text === '' || typeof JSON.parse(text) === 'object')

test('whatever is posted is answered in JSON, never by 5xx, never with internals', async () => {
  await fc.assert(fc.asyncProperty(body, headers, async (text, given) => {
    const response = await fetch(server.graph, { method: 'POST', headers: given as Record<string, string>, body: text })
    expect([isExpected(response.status, await response.text()), response.headers.get('content-type')]).toEqual([true, expect.stringMatching(/^application\/(graphql-response\+)?json; charset=utf-8$/)])
  }), { numRuns: 500 })
}, 120_000)

test('whatever is asked by GET too', async () => {
  const parameter = fc.oneof(query.map(String), fc.jsonValue().map((value) => JSON.stringify(value)))
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('query', 'variables', 'operationName', 'extensions', 'x'), parameter), { maxLength: 4 }), async (parameters) => {
    const search = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')
    const response = await fetch(`${server.graph}?${search}`, { headers: { accept: 'application/json' } })
    expect(isExpected(response.status, await response.text())).toBe(true)
  }), { numRuns: 250 })
}, 120_000)

test('the server still stands', async () => { expect((await fetch(`${server.url}/healthz`)).status).toBe(200) })
