import { parse, validate, type ExecutionResult } from 'graphql'
import { ALL_BUT_ADMIN, type Scope } from '../../../src/access/scope'
import { asSubgraph } from '../../../src/graphql/federation/as-subgraph'
import { MAX_REPRESENTATIONS } from '../../../src/graphql/federation/entities'
import { createOperationFacts } from '../../../src/graphql/limits/operation-facts'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { toGlobalId, type NodeType } from '../../../src/graphql/node/global-id'
import { createExecutor, type Executor } from '../../../src/graphql/read/executor'
import { buildGraph } from '../../../src/graphql/schema'
import { withRunner } from '../../../src/storage/sql-runner'
import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'

const schema = asSubgraph(buildGraph(), { introspection: true })
const statements: string[] = []
let database: TestDatabase
let execute: Executor
beforeAll(async () => {
  database = await graphDatabase()
  execute = await createExecutor({
    buildSchema: () => asSubgraph(buildGraph(), { introspection: true }), services: graphServices(),
    withRunner: (use) => withRunner(database.pool, (db) => use({ rows: (sql, values) => { statements.push(sql); return db.rows(sql, values) } })),
  })
})
afterAll(() => database.close())

const ask = async (source: string, representations: unknown = [], scopes: readonly string[] = []): Promise<ExecutionResult> => {
  const document = parse(source)
  expect(validate(schema, document)).toEqual([])
  statements.length = 0
  return JSON.parse(JSON.stringify(await execute({ document, variables: { representations }, context: {}, scopes }))) as ExecutionResult
}
const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Horse { id name } ... on Race { id name meeting { date } } ... on Venue { name } } }`
const of = (type: NodeType, key: number, more: object = {}): object => ({ __typename: type, id: toGlobalId(type, key), ...more })
const namesOf = async (table: string): Promise<readonly { readonly id: number; readonly name: string }[]> => (await database.pool.query<{ id: number; name: string }>(`SELECT id, name FROM ${table} ORDER BY id`)).rows

describe('_entities', () => {
  test('of several types, in the order asked for, null for what is not there, twice what is asked for twice', async () => {
    const [horses, races, venues] = await Promise.all([namesOf('horses'), namesOf('races'), namesOf('venues')])
    const { data, errors } = await ask(ENTITIES, [of('Race', races[1]!.id), of('Horse', horses[0]!.id, { colour: 'what another graph knows' }), of('Horse', 999_999), of('Venue', venues[0]!.id), of('Race', races[1]!.id)])
    const race = { __typename: 'Race', id: toGlobalId('Race', races[1]!.id), name: races[1]!.name, meeting: { date: expect.any(String) } }
    expect(errors).toBeUndefined()
    expect(data).toEqual({ _entities: [race, { __typename: 'Horse', id: toGlobalId('Horse', horses[0]!.id), name: horses[0]!.name }, null, { __typename: 'Venue', name: venues[0]!.name }, race] })
  })
  test('one statement a type, whatever the number', async () => {
    const horses = await namesOf('horses')
    await ask(ENTITIES, [of('Horse', horses[0]!.id), of('Race', 1)])
    const few = statements.length
    await ask(ENTITIES, [...horses.map(({ id }) => of('Horse', id)), ...Array.from({ length: 500 }, (_, i) => of('Race', i + 1))])
    expect([few, statements.length, horses.length > 3]).toEqual([2, 2, true])
  })
  test('gives the same as node(id), compiled too, and under two names', async () => {
    const [horse] = await namesOf('horses')
    const id = toGlobalId('Horse', horse!.id)
    for (let i = 0; i < 3; i++) {
      const { data } = await ask(`query ($representations: [_Any!]!) { a: _entities(representations: $representations) { ... on Horse { n: name, runs(first: 2) { totalCount } } } b: _entities(representations: [{ __typename: "Horse", id: "${id}" }]) { ... on Horse { name } } node(id: "${id}") { ... on Horse { n: name, runs(first: 2) { totalCount } } } }`, [of('Horse', horse!.id)])
      expect(data).toEqual({ a: [data!['node']], b: [{ name: horse!.name }], node: expect.objectContaining({ n: horse!.name }) })
    }
  })
  test('none are none', async () => { expect(await ask(ENTITIES, [])).toEqual({ data: { _entities: [] } }) })
  test.each([
    ['no object', ['Horse'], 'representations[0] is not an object: send {"__typename": "Race", "id": "..."}.'],
    ['a list', [[]], 'representations[0] is not an object: send {"__typename": "Race", "id": "..."}.'],
    ['no type', [of('Horse', 1), { id: 'x' }], 'representations[1] has no "__typename": name the type of the entity.'],
    ['a type that is none', [{ __typename: 'Dog', id: 'x' }], 'representations[0] is of "Dog", which is no entity of this graph: those with @key are.'],
    ['a type without a key', [{ __typename: 'PageInfo', id: 'x' }], 'representations[0] is of "PageInfo", which is no entity of this graph: those with @key are.'],
    ['a type that every object has', [{ __typename: 'constructor', id: 'x' }], 'representations[0] is of "constructor", which is no entity of this graph: those with @key are.'],
    ['no id', [{ __typename: 'Horse' }], 'representations[0] has no "id" of a Horse: send the one that this graph gave.'],
    ['a number for an id', [{ __typename: 'Horse', id: 1 }], 'representations[0] has no "id" of a Horse: send the one that this graph gave.'],
    ['an id that is none', [{ __typename: 'Horse', id: 'x' }], 'representations[0] has an "id" that is wrong: "x" is not an id of this graph: give one that an `id` field returned, unchanged.'],
    ['the id of another type', [{ __typename: 'Horse', id: toGlobalId('Race', 1) }], `representations[0] has an "id" that is wrong: "${toGlobalId('Race', 1)}" is the id of a Race, and a Horse id is needed here.`],
    ['too many', Array.from({ length: MAX_REPRESENTATIONS + 1 }, () => of('Horse', 1)), 'representations has 1001 values, and at most 1000 are taken: ask in parts.'],
  ])('%s is refused in words, and nothing is read', async (_name, representations, message) => {
    expect((await ask(ENTITIES, representations)).errors).toEqual([expect.objectContaining({ message, path: ['_entities'] })])
    expect(statements).toEqual([])
  })
  test('costs what as many nodes cost', () => {
    const facts = createOperationFacts(schema, defaultDocumentLimits)
    const costIn = (source: string, variables: Record<string, unknown>): number => {
      const document = parse(source)
      expect(validate(schema, document)).toEqual([])
      const [operation] = document.definitions
      if (operation?.kind !== 'OperationDefinition') throw new Error('no operation')
      return facts(document, operation).cost(variables)
    }
    const ids = Array.from({ length: 70 }, (_, i) => toGlobalId('Race', i + 1))
    const [entities, nodes] = ['query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Race { name meeting { date } } } }', 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Race { name meeting { date } } } }']
    expect([costIn(entities, { representations: ids.map((id) => ({ __typename: 'Race', id })) }), costIn(nodes, { ids })]).toEqual([140, 140])
    expect(() => costIn('query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Meeting { races { runners { nodes { horse { runs(first: 50) { nodes { race { id } } } } } } } } } }', { representations: ids })).toThrow(/^This operation costs \d+; the limit is 50000. Most of it is at _entities.races/)
  })
})

describe('who may ask', () => {
  const check = (source: string, scopes: readonly Scope[], introspection = true): string => {
    const graph = asSubgraph(buildGraph(), { introspection })
    const document = parse(source)
    expect(validate(graph, document)).toEqual([])
    const [operation] = document.definitions
    if (operation?.kind !== 'OperationDefinition') throw new Error('no operation')
    try {
      createOperationFacts(graph, defaultDocumentLimits)(document, operation).checkScopes(scopes)
      return 'may'
    } catch (error) { return (error as { extensions: { code: string; missing: readonly string[] } }).extensions.missing.join() }
  }
  const representations = '[{ __typename: "Runner", id: "x" }]'
  test('entities: like nodes, and each field needs what it needs everywhere', () => {
    const bare = (root: string): string => `{ ${root} { __typename } }`
    for (const scopes of [[], ['racing'], ['features']] as const) expect(check(bare(`_entities(representations: ${representations})`), scopes)).toBe(check(bare('nodes(ids: ["x"])'), scopes))
    const features = `{ _entities(representations: ${representations}) { ... on Runner { features { runnerId: __typename } } } }`
    expect([check(features, ['racing']), check(features, ['racing', 'features'])]).toEqual(['features', 'may'])
  })
  test('the schema: whoever has all that is sold, and admin; without introspection admin alone', () => {
    const service = '{ _service { sdl } }'
    expect([check(service, ALL_BUT_ADMIN), check(service, ['admin'])]).toEqual(['may', 'may'])
    expect(check(service, ['racing', 'features'])).not.toBe('may')
    expect([check(service, ALL_BUT_ADMIN, false), check(service, ['admin'], false)]).toEqual(['admin', 'may'])
  })
  test('what is for admin stands in the schema for admin alone, the types that it alone leads to too', async () => {
    const sdlFor = async (scopes: readonly string[]): Promise<string> => ((await ask('{ _service { sdl } }', [], scopes)).data as { _service: { sdl: string } })._service.sdl
    const [sold, all] = [await sdlFor([]), await sdlFor(['admin'])]
    expect([/llmSpend|LlmSpend/.test(sold), /llmSpend/.test(all), all.length > sold.length]).toEqual([false, true, true])
    expect(all).toContain('@requiresScopes(scopes: [["admin"]])')
  })
})

test('_service tells the schema, under any name, as often as it is asked', async () => {
  for (let i = 0; i < 3; i++) {
    const { data } = await ask('query { a: _service { sdl } b: _service { text: sdl __typename } }')
    const { a, b } = data as { a: { sdl: string }; b: { text: string; __typename: string } }
    expect([a.sdl === b.text, b.__typename, a.sdl.includes('type Race implements Node @key(fields: "id")')]).toEqual([true, '_Service', true])
  }
})
