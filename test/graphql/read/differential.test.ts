import fc from 'fast-check'
import { parse, validate, type ExecutionResult, type GraphQLError } from 'graphql'
import { buildGraph } from '../../../src/graphql/schema'
import { createExecutor, type Executor } from '../../../src/graphql/read/executor'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { withRunner } from '../../../src/storage/sql-runner'
import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'
import { naiveExecutor } from '../../support/naive-executor'
import { operations, type Samples } from '../../support/operations'
import type { SqlRunner } from '../../../src/usecases/ports'

/** The read path against graphql-js with a naive resolver for every field, on the same generated operations. */
const RUNS = Number(process.env['DIFFERENTIAL_RUNS'] ?? 1000)
let database: TestDatabase
let fast: Executor
let naive: ReturnType<typeof naiveExecutor>
beforeAll(async () => {
  database = await graphDatabase()
  fast = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(database.pool, (db) => use(db as SqlRunner)), services: graphServices() })
  const direct: SqlRunner = { rows: async (text, values) => (await database.pool.query({ text, values: values as unknown[], rowMode: 'array' })).rows }
  naive = naiveExecutor(buildGraph(), direct, graphServices())
})
afterAll(() => database.close())

const ids = (type: Parameters<typeof toGlobalId>[0], ...keys: number[]): string[] => keys.map((key) => toGlobalId(type, key))
const samples: Samples = {
  ID: [...ids('Race', 1, 2, 3, 99), ...ids('Horse', 1, 2, 3), ...ids('Meeting', 1), ...ids('Runner', 1, 2), ...ids('Jockey', 1), ...ids('Venue', 1, 2), 'bm9uZQ'],
  Date: ['2023-04-02', '2023-04-23', '2099-01-01', '2020-02-29'], DateTime: ['2023-04-02T04:30:00Z', '2023-04-23T05:10:00Z', '2099-01-01T00:00:00Z'],
  first: [0, 1, 2, 3, null], last: [1, 2, null], Int: [0, 1, 2, 3, 1200, 1400], Float: [0, 1, 55.5, 57.5], Boolean: [true, false],
  venue: ['ST', 'Sha Tin', 'hv', 'nowhere'], code: ['ST', 'MYR', 'XX'], text: ['horse', 'jokey', 'sha tin', 'owner'], String: ['NSW', 'VIC', '4'], names: ['x'],
}
/** Data and where it was refused. Of several errors below one null (null propagation) either engine may report any. */
const comparable = (result: ExecutionResult): unknown => {
  const data = (result.data ?? null) as unknown
  const places = (result.errors ?? []).map((e) => {
    const path = e.path ?? []
    const nulled = firstNull(data, path)
    return JSON.stringify(nulled.length === path.length ? [nulled, codeOf(e)] : [nulled])
  })
  return JSON.parse(JSON.stringify({ data, errors: [...new Set(places)].sort().filter((p, _, all) => !p.includes('"BAD') || !all.includes(JSON.stringify([JSON.parse(p)[0]]))) }))
}
const firstNull = (data: unknown, path: readonly (string | number)[]): readonly (string | number)[] => {
  let at = data
  for (let i = 0; i < path.length; i++) {
    if (at === null || at === undefined) return path.slice(0, i)
    at = (at as Record<string | number, unknown>)[path[i]!]
  }
  return path
}
const codeOf = (e: GraphQLError): unknown => e.extensions['code'] ?? (e.originalError as { code?: string } | undefined)?.code ?? 'none'

test('generated operations give equal results, however they are run', async () => {
  const schema = buildGraph()
  let compared = 0
  await fc.assert(fc.asyncProperty(operations(schema, samples), async ({ query, variables }) => {
    const document = parse(query)
    fc.pre(validate(schema, document).length === 0)
    if (query.includes('serverTime')) return
    const expected = comparable(await naive(document, variables))
    expect(comparable(await fast({ document, variables, context: {} }))).toEqual(expected) // through graphql-js
    expect(comparable(await fast({ document, variables, context: {} }))).toEqual(expected) // through graphql-jit
    compared++
  }), { numRuns: RUNS })
  expect(compared).toBeGreaterThan(RUNS / 2)
}, 300_000)
