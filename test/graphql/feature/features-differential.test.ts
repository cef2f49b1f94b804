import fc from 'fast-check'
import { parse } from 'graphql'
import { createExecutor, type Executor } from '../../../src/graphql/read/executor'
import { buildGraph } from '../../../src/graphql/schema'
import { withRunner } from '../../../src/storage/sql-runner'
import type { SqlRunner } from '../../../src/usecases/ports'
import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'
import { naiveExecutor } from '../../support/naive-executor'

/** Several aliases, races and instants in one operation, against each runner and race computed on its own. */
let database: TestDatabase
let fast: Executor
let naive: ReturnType<typeof naiveExecutor>
beforeAll(async () => {
  database = await graphDatabase()
  fast = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(database.pool, (db) => use(db as SqlRunner)), services: graphServices() })
  naive = naiveExecutor(buildGraph(), { rows: async (text, values) => (await database.pool.query({ text, values: values as unknown[], rowMode: 'array' })).rows }, graphServices())
})
afterAll(() => database.close())

const part = fc.constantFrom('', 'names: [BARRIER_NUMBER]', 'names: [FITNESS_DAYS_SINCE_RUN, BARRIER_NUMBER]', 'names: [BARRIER_THIRD_IMPACT, MARKET_CURRENT]', 'categories: [BARRIER]', 'categories: [MARKET, FITNESS]', 'names: [BARRIER_NUMBER], categories: [FORM]', 'names: []')
const instant = fc.constantFrom('', '', 'asOf: "2023-04-02T04:00:00Z"', 'asOf: "2023-04-23T04:00:00Z"', 'asOf: "2023-06-01T00:00:00Z"', 'asOf: "2027-01-01T00:00:00Z"')
const given = fc.tuple(part, instant).map((args) => args.filter((arg) => arg !== '').join(', ')).map((args) => (args === '' ? '' : `(${args})`))
const matrix = given.map((args) => `featureMatrix${args} { set asOf marketAsOf names units runnerIds rows }`)
const vector = given.map((args) => `features${args} { asOf features { name value missing text fieldMean fieldRank definition { path } } }`)
const aliased = (fields: readonly string[]): string => fields.map((field, i) => `f${i}: ${field}`).join(' ')
const race = fc.tuple(fc.array(matrix, { maxLength: 2 }), fc.array(vector, { maxLength: 2 })).map(([matrices, vectors]) => `number ${aliased(matrices)} runners { nodes { number ${aliased(vectors)} } }`)
const root = fc.tuple(fc.constantFrom('meeting(date: "2023-04-23", venue: "ST")', 'meeting(date: "2023-04-02", venue: "ST")', 'meeting(date: "2023-05-03", venue: "HV")', 'meeting(date: "2099-01-01", venue: "MYR")'), race).map(([meeting, body]) => `${meeting} { races { ${body} } }`)
const operation = fc.array(root, { minLength: 1, maxLength: 3 }).map((roots) => `{ ${roots.map((one, i) => `r${i}: ${one}`).join(' ')} }`)
const plain = ({ data, errors }: { readonly data?: unknown; readonly errors?: readonly { readonly path?: unknown }[] }): unknown => JSON.parse(JSON.stringify({ data, refused: (errors ?? []).map(({ path }) => JSON.stringify(path)).sort() }))

test('shared work gives what each alone gives', async () => {
  await fc.assert(fc.asyncProperty(operation, async (query) => {
    const document = parse(query)
    const expected = plain(await naive(document, {}))
    expect(plain(await fast({ document, context: {} }))).toEqual(expected)
    expect(plain(await fast({ document, context: {} }))).toEqual(expected)
  }), { numRuns: 40 })
}, 120_000)
