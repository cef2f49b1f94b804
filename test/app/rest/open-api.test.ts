import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import Ajv2020, { type ErrorObject } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { openApiText } from '../../../src/app/schema-text'
import { documentOf, publish, startRest, type RestServer } from './rest-server'

const root = resolve(__dirname, '../../..')
/** An object of JSON; what is read of it is taken for another, and compared. */
type Json = { [key: string]: Json }
const told = (part: Json | undefined): readonly string[] => (part as unknown as readonly string[] | undefined) ?? []
const every = (part: Json | undefined): readonly Json[] => (part as unknown as readonly Json[] | undefined) ?? []
const committed = (): Json => JSON.parse(readFileSync(resolve(root, 'schema/openapi.json'), 'utf8')) as Json

/** Says what in a document is not OpenAPI 3.1, by the schema of the OpenAPI Initiative. */
const ajv = (): Ajv2020 => addFormats(new Ajv2020({ strict: false, allErrors: true })).addFormat('media-range', true).addFormat('int32', { type: 'number', validate: (n: number) => Number.isInteger(n) && Math.abs(n) < 2 ** 31 }).addFormat('double', { type: 'number', validate: Number.isFinite }) as Ajv2020
const check = ajv().compile(JSON.parse(readFileSync(require.resolve('@seriousme/openapi-schema-validator/schemas/v3.1/schema.json'), 'utf8')) as Json)
const mistakes = (api: Json): readonly ErrorObject[] => (check(api) ? [] : check.errors ?? [])

/** Each object of a document, with where it stands. */
function* objects(part: unknown, at = '#'): Generator<readonly [string, Json]> {
  if (typeof part !== 'object' || part === null) return
  yield [at, part as Json]
  for (const [key, one] of Object.entries(part)) yield* objects(one, `${at}/${key}`)
}
const pointed = (api: Json, ref: string): unknown => ref.replace(/^#\//, '').split('/').reduce<unknown>((part, key) => (part as Json | undefined)?.[key], api)
const operations = (api: Json): readonly (readonly [string, string, Json])[] => Object.entries(api['paths']!).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => [path, method, one] as const))

/** What a validator of the whole does not see: references, names that must differ, parameters of paths, and schemas themselves. */
function wholeness(api: Json): void {
  for (const [at, one] of objects(api)) {
    const ref: unknown = one['$ref']
    if (typeof ref === 'string') expect([at, pointed(api, ref)]).toEqual([at, expect.anything()])
  }
  const ids = operations(api).map(([, , { operationId }]) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [path, method, { parameters, requestBody }] of operations(api)) {
    const inPath = every(parameters).filter((one) => String(one['in']) === 'path')
    expect([path, inPath.map(({ name }) => name)]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)])
    expect(inPath.every(({ required }) => (required as unknown) === true)).toBe(true)
    expect([path, method, requestBody !== undefined]).toEqual([path, method, method === 'post'])
  }
  const strict = addFormats(new Ajv2020({ strict: true, strictTypes: false, strictRequired: true })).addFormat('int32', true).addFormat('double', true) as Ajv2020
  strict.addVocabulary(['components'])
  for (const [, , { responses }] of operations(api)) strict.compile({ ...schemaOf(responses!), components: api['components'] })
}
const schemaOf = (responses: Json): Json => responses['200']!['content']!['application/json']!['schema']!

/** The schema with nothing let in that it does not name: so that answers show nothing that is not described. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const made: Record<string, unknown> = Object.fromEntries(Object.entries(schema).map(([key, one]: [string, unknown]) => [key, key === 'enum' || key === 'required' || key === 'type' ? one : closed(one)]))
  return made['properties'] !== undefined && [made['type']].flat().includes('object') ? { ...made, additionalProperties: false } : made
}
const fits = (schema: Json, answer: unknown): readonly unknown[] => {
  const validate = ajv().compile(closed(schema) as object)
  return validate(answer) ? [] : (validate.errors ?? []).map(({ instancePath, message, params }) => [instancePath, message, params])
}

test('the committed document is up to date: npm run openapi writes it', async () => { expect(readFileSync(resolve(root, 'schema/openapi.json'), 'utf8')).toBe(await openApiText()) })

describe('the committed document', () => {
  const api = committed()
  test('is OpenAPI 3.1', () => {
    expect(mistakes(api)).toEqual([])
    wholeness(api)
  })
  test('and what is not is seen', () => {
    const without = (change: (api: Json) => void): Json => { const copy = committed(); change(copy); return copy }
    expect(mistakes(without((one) => { delete one['info']!['version'] }))).not.toEqual([])
    expect(mistakes(without((one) => { Object.assign(one['paths']!['/rest/meetings']!['get']!['parameters']![0]!, { in: 'url' }) }))).not.toEqual([])
    expect(() => { wholeness(without((one) => { delete one['components']!['responses']!['TooMany'] })) }).toThrow()
    expect(() => { wholeness(without((one) => { Object.assign(one['paths']!['/rest/predict']!['get']!, { operationId: 'RestRace' }) })) }).toThrow()
    expect(() => { wholeness(without((one) => { Object.assign(one['paths']!['/rest/race/{id}']!['get']!, { parameters: [] }) })) }).toThrow()
  })
  test('has the four routes, how to show a key, limits and problems', () => {
    expect(operations(api).map(([path, method]) => `${method} ${path}`)).toEqual(['get /rest/race/{id}', 'get /rest/horse/{name}', 'get /rest/predict', 'get /rest/meetings'])
    const { bearer, apiKey } = api['components']!['securitySchemes']!
    expect([api['security'], bearer, apiKey]).toEqual([[{ bearer: [] }, { apiKey: [] }, {}], expect.objectContaining({ type: 'http', scheme: 'bearer' }), expect.objectContaining({ type: 'apiKey', in: 'header', name: 'x-api-key' })])
    for (const [path, , { responses }] of operations(api)) {
      expect([path, Object.keys(responses!)]).toEqual([path, ['200', '304', '400', '401', '403', '404', '429', '500', '503', '504', 'default']])
      expect(Object.keys(responses!['200']!['headers']!)).toEqual(expect.arrayContaining(['ETag', 'RateLimit', 'RateLimit-Policy']))
    }
    const problems = api['components']!['responses']!
    expect(Object.keys(problems['TooMany']!['headers']!)).toEqual(expect.arrayContaining(['Retry-After', 'RateLimit', 'RateLimit-Policy']))
    for (const one of Object.values(problems)) expect(one['content']).toEqual({ 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } })
  })
  test('docs/access/rest.md has its costs and scopes', () => {
    const guide = readFileSync(resolve(root, 'docs/access/rest.md'), 'utf8')
    const rows = [...guide.matchAll(/^\| `(\/rest\/[^`]+)` \|.*\| ([^|]*) \| (\d+) \|$/gm)].map(([, path, scopes, cost]) => [path, scopes!.replaceAll('`', ''), Number(cost)])
    expect(rows).toEqual(operations(api).map(([path, , one]) => [path, told(one['x-scopes']).join(', '), one['x-cost']]))
  })
})

describe('a running server', () => {
  let server: RestServer
  let ids: readonly string[]
  beforeAll(async () => {
    server = await startRest()
    ids = (await server.db.pool.query<{ id: number }>('SELECT id FROM races ORDER BY id')).rows.map(({ id }) => Buffer.from(`Race:${id}`).toString('base64url'))
  })
  afterAll(() => server.close())
  const get = async (path: string, scopes?: string): Promise<readonly [number, Json]> => {
    const response = await fetch(server.origin + path, scopes === undefined ? {} : { headers: { 'x-test-scopes': scopes } })
    return [response.status, await response.json() as Json]
  }
  const live = async (scopes?: string): Promise<Json> => (await get('/rest/openapi.json', scopes))[1]
  const schemaAt = (api: Json, path: string, method = 'get'): Json => schemaOf(api['paths']![path]![method]!['responses']!)

  test('answers as the document says, and nothing beside it: every race and its chances, horses, meetings', async () => {
    const api = await live()
    const names = (await server.db.pool.query<{ name: string }>('SELECT name FROM horses WHERE length(name) > 1 ORDER BY id')).rows.map(({ name }) => name)
    const asked: readonly (readonly [string, string])[] = [
      ...ids.flatMap((id) => [['/rest/race/{id}', `/rest/race/${id}`], ['/rest/predict', `/rest/predict?race=${id}`]] as const), ['/rest/predict', `/rest/predict?race=${ids[0]!}&model=nobodys`],
      ...names.map((name) => ['/rest/horse/{name}', `/rest/horse/${encodeURIComponent(name)}`] as const), ['/rest/meetings', '/rest/meetings?first=100'], ['/rest/meetings', '/rest/meetings?date=1999-01-01'],
    ]
    const seen = new Set<string>()
    for (const [route, path] of asked) {
      const [status, answer] = await get(path)
      expect([path, status, fits(schemaAt(api, route), answer)]).toEqual([path, 200, []])
      if (route === '/rest/predict') seen.add(String(answer['predictions']!['__typename']))
    }
    expect([ids.length > 5, names.length > 5, [...seen].sort()]).toEqual([true, true, ['NoPrediction', 'RacePrediction']])
  })
  test('what is described is held to: a wrong type, a value that is missing or too much is seen', async () => {
    const schema = schemaAt(await live(), '/rest/race/{id}')
    const [, answer] = await get(`/rest/race/${ids[0]!}`)
    const { source: _gone, ...less } = answer
    for (const wrong of [{ ...answer, number: '1' }, less, { ...answer, more: 1 }, { ...answer, status: 'NOTHING' }, { ...answer, id: null }, { ...answer, meeting: { ...answer['meeting'], date: '2023-13-45' } }]) expect(fits(schema, wrong)).not.toEqual([])
  })
  test('its problems are as described', async () => {
    const api = await live()
    const paths: readonly (readonly [string, number, string?])[] = [['/rest/predict', 400], ['/rest/race/nope', 400], ['/rest/horse/Horse', 404], [`/rest/predict?race=${ids[0]!}`, 403, 'racing'], ['/rest/documents/None', 404], ['/rest/nothing', 404], ['/rest/horse/%E0%A4%A', 400]]
    for (const [path, wanted, scopes] of paths) {
      const [status, problem] = await get(path, scopes)
      expect([path, status, fits(api['components']!['schemas']!['Problem']!, problem)]).toEqual([path, wanted, []])
    }
  })
  test('it takes the parameters that are told, and no others', async () => {
    const api = await live()
    for (const [route, , { parameters }] of operations(api)) {
      const [, { detail }] = await get(`${route.replace('{id}', ids[0]!).replace('{name}', 'Horse%20H1')}?nobodys=1`)
      expect([route, [.../This takes (.*)\.$/.exec(String(detail))![1]!.matchAll(/"(\w+)"/g)].map(([, name]) => name)]).toEqual([route, every(parameters).map(({ name }) => name)])
    }
  })

  describe('with trusted documents', () => {
    const DOCUMENTS = [
      documentOf('query Card($date: Date!, $first: Int = 5, $withRaces: Boolean = false) { meetings(first: $first, filter: { dates: { from: $date, to: $date } }) { nodes { day: date races @include(if: $withRaces) { number } ...Where } } } fragment Where on Meeting { venue { code } }'),
      documentOf('query Filtered($filter: MeetingFilter, $kinds: [RaceKind!]) { meetings(first: 2, filter: $filter) { nodes { date } } races(first: 1, filter: { kinds: $kinds }) { nodes { kind } } }'),
      documentOf('query Things($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Race { number status } ... on Horse { name sire { name } } } }'),
      documentOf('query Chances($race: ID!) { race(id: $race) { predictions { ... on RacePrediction { predictions { probability } } ... on NoPrediction { reason } } } }'),
      documentOf('query Spread($first: Int!) { ...Rest ... on Query { serverTime } } fragment Rest on Query { meetings(first: $first) { nodes { number: raceCount } } __typename }'),
      documentOf('query About { __schema { queryType { name } } serverTime }'),
      documentOf('{ meetings(first: 1) { nodes { date } } }'),
    ]
    beforeAll(() => publish(server.store, DOCUMENTS))
    const until = async (wanted: number, scopes?: string): Promise<Json> => {
      for (;;) {
        const api = await live(scopes)
        expect(api['paths']).toBeDefined()
        if (Object.keys(api['paths']!).length === wanted) return api
        await new Promise((again) => { setTimeout(again, 20) })
      }
    }
    test('its document has them too, is OpenAPI 3.1, and their answers are as it says', async () => {
      const api = await until(4 + DOCUMENTS.length)
      expect(mistakes(api)).toEqual([])
      wholeness(api)
      const path = (name: string): string => `/rest/documents/${name}`
      const parameters = (name: string): unknown[] => every(api['paths']![path(name)]!['get']!['parameters']).map((one) => [one['name'], one['required'], one['schema'] ?? one['content']!['application/json']!['schema']])
      expect(parameters('Card')).toEqual([['date', true, { type: 'string', format: 'date' }], ['first', false, { type: 'integer', format: 'int32', default: 5 }], ['withRaces', false, { type: 'boolean', default: false }]])
      expect(parameters('Filtered')).toEqual([['filter', false, { $ref: '#/components/schemas/MeetingFilter' }], ['kinds', false, { type: 'array', items: expect.objectContaining({ type: 'string', enum: expect.arrayContaining(['FLAT']) }) }]])
      const body = api['paths']![path('Card')]!['post']!['requestBody']!
      expect([body['required'], body['content']!['application/json']!['schema']!['required']]).toEqual([true, ['date']])
      const asked: readonly (readonly [string, string])[] = [
        ['Card', '?date=2023-04-23'], ['Card', '?date=2023-04-23&withRaces=true'], ['Filtered', ''], ['Filtered', '?kinds=FLAT'], ['Things', `?ids=${ids[0]!}&ids=${Buffer.from('Horse:1').toString('base64url')}&ids=${Buffer.from('Horse:2147483647').toString('base64url')}`],
        ['Chances', `?race=${ids[0]!}`], ['Spread', '?first=2'], ['About', ''], [DOCUMENTS[6]!.id, ''],
      ]
      for (const [name, search] of asked) {
        const [status, answer] = await get(path(name) + search)
        expect([name, status, fits({ ...schemaAt(api, path(name)), components: api['components']! }, answer)]).toEqual([name, 200, []])
      }
    })
    test('to each caller those that it may ask for; to whoever is not let in none', async () => {
      const some = (api: Json): string[] => Object.keys(api['paths']!).filter((path) => path.startsWith('/rest/documents/')).map((path) => path.slice(16))
      await until(4 + DOCUMENTS.length)
      expect(some(await live('racing'))).toEqual(['About', 'Card', 'Filtered', 'Spread', 'Things', DOCUMENTS[6]!.id].sort())
      expect(some(await live('racing predictions'))).toHaveLength(DOCUMENTS.length)
      expect(some(await live(''))).toEqual(['About'])
      const refused = await fetch(`${server.origin}/rest/openapi.json`, { headers: { authorization: 'Bearer rg_wrong' } })
      expect([refused.status, some(await refused.json() as Json)]).toEqual([200, []])
    })
    test('one that no longer fits the graph is left out', async () => {
      const old = ['query Old { meetings(first: 1) { nodes { gone { name } } } }', 'query Older($by: GoneInput) { gone(by: $by) { name } }', 'query Oldest { meetings(first: 1) { nodes { ... on Gone { name } } } }'].map((text) => documentOf(text))
      const fine = documentOf('query Beside { serverTime }')
      await publish(server.store, [...old, fine], 3)
      const api = await until(5 + DOCUMENTS.length)
      expect(Object.keys(api['paths']!).filter((path) => /Old|Beside/.test(path))).toEqual(['/rest/documents/Beside'])
      expect(await get('/rest/documents/Old')).toEqual([400, expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' })])
      await server.store.retire([...old, fine].map(({ id }) => id), 4 as never)
      await until(4 + DOCUMENTS.length)
    })
    test('what has not changed is 304; one more document is another text', async () => {
      await until(4 + DOCUMENTS.length)
      const first = await fetch(`${server.origin}/rest/openapi.json`)
      const tag = first.headers.get('etag')!
      expect([first.headers.get('cache-control'), first.headers.get('vary')!.includes('x-api-key')]).toEqual(['private, no-cache', true])
      const again = (): Promise<Response> => fetch(`${server.origin}/rest/openapi.json`, { headers: { 'if-none-match': tag } })
      expect((await again()).status).toBe(304)
      const more = documentOf('query OneMore { serverTime }')
      await publish(server.store, [more], 5)
      await until(5 + DOCUMENTS.length)
      expect((await again()).status).toBe(200)
      await server.store.retire([more.id], 6 as never)
      await until(4 + DOCUMENTS.length)
      expect((await again()).status).toBe(304)
    })
  })
})
