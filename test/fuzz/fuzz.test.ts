import { buildGraph } from '../../src/graphql/schema'
import { endPrograms } from '../support/built-program'
import { documentedCodes } from './codes'
import { fuzz } from './fuzz'
import { judge } from './judge'
import { allKinds } from './kinds/all-kinds'
import { minimise } from './minimise'
import { isRaw, post, postText } from './request'
import { regressions } from './regressions'
import { createSender, type Answer } from './send'
import { startFuzzedServer, type FuzzedServer } from './server'

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2_000)
/** Another seed finds other things; a failure names its own. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_230_423)
const codes = documentedCodes()

describe('the server as npm start runs it', () => {
  let server: FuzzedServer
  beforeAll(async () => { server = await startFuzzedServer() })
  afterAll(endPrograms)

  test.each(regressions)('found once: $name', async ({ request, status, says }) => {
    const sender = createSender(server.origin, 1, 10_000)
    const answer = await sender.send(request)
    sender.close()
    expect(judge(request, answer, codes)).toEqual([])
    expect({ status: answer.kind === 'http' ? answer.status : Number(/^HTTP\/1.1 (\d+)/.exec(answer.kind === 'raw' ? answer.text : '')?.[1]), says: 'text' in answer && answer.text.includes(says) }).toEqual({ status, says: true })
  })
  test(`${RUNS} made-up requests: no 5xx, no hang, no leak, only documented codes`, async () => {
    const { failures, byKind, answered } = await fuzz({ origin: server.origin, schema: buildGraph(), runs: RUNS, seed: SEED })
    expect(failures).toEqual([])
    expect(Object.keys(byKind)).toHaveLength(allKinds.length)
    expect(answered).toBeGreaterThan(RUNS / 10)
  }, 120_000)
  test('nothing was logged as an error or written to standard error, and it stops cleanly', async () => {
    expect(await server.stop()).toEqual([])
  })
})

describe('a server that shows no schema and has one connection and next to no caches', () => {
  let server: FuzzedServer
  beforeAll(async () => {
    server = await startFuzzedServer({ RACEGRAPH_INTROSPECTION: 'off', RACEGRAPH_GRAPHIQL: 'off', RACEGRAPH_POOL_SIZE: '1', RACEGRAPH_PREPARED_STATEMENTS: '10', RACEGRAPH_DOCUMENT_BYTES: '100000', RACEGRAPH_PERSISTED_QUERY_BYTES: '1000', RACEGRAPH_MAX_COST: '500' })
  })
  afterAll(endPrograms)
  const showsSchema = (answer: Answer): readonly string[] => ('text' in answer && /Did you mean|"__schema":\{|"__type":\{|Cannot query field|Unknown (?:argument|type)/.test(answer.text) ? ['the schema shows'] : [])

  test(`${RUNS / 4} made-up requests: the same, and the schema does not show`, async () => {
    const { failures, byCode } = await fuzz({ origin: server.origin, schema: buildGraph(), runs: RUNS / 4, seed: SEED + 1, alsoJudge: showsSchema })
    expect(failures).toEqual([])
    expect(byCode).toHaveProperty('OPERATION_TOO_COSTLY')
    expect(await server.stop()).toEqual([])
  }, 120_000)
})

test('the shares of the kinds make a whole', () => { expect(allKinds.reduce((sum, { share }) => sum + share, 0)).toBe(100) })
test('the fuzzer refuses to attack another machine', () => { expect(() => createSender('http://example.org', 1, 1)).toThrow('only this machine') })

describe('the judge condemns', () => {
  const request = post({ query: '{ x }' })
  const answer = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({ kind: 'http', status, text, headers: { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'r', ...headers } })
  const refusal = (message: string, code: string, more: object = {}): string => JSON.stringify({ errors: [{ message, extensions: { code }, ...more }] })
  test.each<[string, Answer, RegExp]>([
    ['a 500', answer(500, refusal('Sorry.', 'INTERNAL_SERVER_ERROR')), /5xx/],
    ['an overload', answer(503, refusal('Busy.', 'OVERLOADED')), /an error of ours: OVERLOADED/],
    ['a fault beside data', answer(200, '{"data":null,"errors":[{"message":"Sorry.","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}'), /an error of ours/],
    ['SQL', answer(200, refusal('error in SELECT t0.id', 'BAD_USER_INPUT')), /shows the inside: SELECT/],
    ['a column', answer(200, refusal('bad value for scheduled_start', 'BAD_USER_INPUT')), /shows the inside: scheduled_start/],
    ['a word of PostgreSQL', answer(200, refusal('value "x" is out of range for type integer', 'BAD_USER_INPUT')), /out of range for type/],
    ['a stack', answer(200, refusal('x', 'BAD_USER_INPUT', { stack: 'at f (/a/b.js:1)' })), /an error with stack/],
    ['a stack in extensions', answer(200, '{"errors":[{"message":"x","extensions":{"code":"BAD_USER_INPUT","trace":"at f (/a/b.js:1)"}}]}'), /shows the inside: .js:1/],
    ['a code that nobody knows', answer(200, refusal('x', 'WEIRD')), /not documented: WEIRD/],
    ['no code', answer(200, '{"errors":[{"message":"x"}]}'), /not documented: undefined/],
    ['text', answer(404, 'Not Found', { 'content-type': 'text/plain' }), /content-type text\/plain[\s\S]*not JSON/],
    ['data with a status of refusal', answer(400, '{"data":{}}'), /data with status 400/],
    ['a wrong status', answer(400, refusal('x', 'BAD_USER_INPUT')), /BAD_USER_INPUT with status 400 instead of 200/],
    ['an empty body', answer(200, ''), /an empty body/],
    ['a hang', { kind: 'hang' }, /no answer in time/],
    ['a broken connection', { kind: 'cut', code: 'ECONNRESET' }, /broke: ECONNRESET/],
    ['bytes that are no answer', { kind: 'raw', text: 'HTTP/1.1 500 x\r\n\r\n' }, /5xx/],
  ])('%s', (_name, given, problem) => { expect(judge(request, given, codes).join('\n')).toMatch(problem) })
  test('but not an error that repeats what the client said, nor a good answer', () => {
    expect(judge(post({ query: '{ SELECT }' }), answer(200, refusal('Cannot query field "SELECT".', 'GRAPHQL_VALIDATION_FAILED')), codes)).toEqual([])
    expect(judge(request, answer(200, '{"data":{"x":1}}'), codes)).toEqual([])
  })
})

describe('a failing request is made small', () => {
  const size = async (body: object, has: RegExp): Promise<string> => {
    const least = await minimise(post(body), async (candidate) => !isRaw(candidate) && has.test(String(candidate.body)))
    return isRaw(least) ? '' : String(least.body)
  }
  test('an operation by its nodes', async () => {
    const body = await size({ query: 'query A($x: Int) { a(x: $x) { b c } d ...F } fragment F on Query { e }', variables: { x: 1, y: 2 }, operationName: 'A' }, /\bc\b/)
    expect((JSON.parse(body) as { query: string }).query.replace(/\s+/g, ' ')).toBe('query A { a { c } }')
    expect(Object.keys(JSON.parse(body) as object)).toEqual(['query'])
  })
  test('a text that is no JSON by its letters', async () => {
    const least = await minimise(postText('abcdefghXijklmnop'), async (candidate) => !isRaw(candidate) && String(candidate.body).includes('X'))
    expect(least).toEqual({ method: 'POST', path: '/graphql', headers: [], body: 'X' })
  })
})
