import { parse } from 'graphql'
import { createExecutor, type Executor } from '../../../src/graphql/read/executor'
import { buildGraph } from '../../../src/graphql/schema'
import { withRunner } from '../../../src/storage/sql-runner'
import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'

/** A document runs through graphql-js once and through graphql-jit from then on: no request may notice. */
let database: TestDatabase
let execute: Executor
beforeAll(async () => {
  database = await graphDatabase()
  execute = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(database.pool, use), services: graphServices() })
})
afterAll(() => database.close())

const thrice = async (query: string, variables: Record<string, unknown> = {}): Promise<unknown[]> => {
  const document = parse(query)
  const run = async (): Promise<unknown> => JSON.parse(JSON.stringify(await execute({ document, variables, context: {} })))
  return [await run(), await run(), await run()]
}
const always = (data: object): object[] => [{ data }, { data }, { data }]

test('a non-null variable that has a default need not be given', async () => {
  expect(await thrice('query ($on: Boolean! = false) { venue(code: "ST") { code name @include(if: $on) } }')).toEqual(always({ venue: { code: 'ST' } }))
  expect(await thrice('query ($on: Boolean! = false) { venue(code: "ST") { code name @include(if: $on) } }', { on: true })).toEqual(always({ venue: { code: 'ST', name: 'Sha Tin' } }))
})

test('defaults of enums, lists and input objects arrive as they are written', async () => {
  expect(await thrice('query ($kind: RaceKind! = FLAT, $filter: RaceFilter! = { dates: { from: "2023-05-01", to: "2023-05-31" }, kinds: [FLAT] }) { meeting(date: "2023-05-03", venue: "HV", kind: $kind) { date } races(filter: $filter) { totalCount } }'))
    .toEqual(always({ meeting: { date: '2023-05-03' }, races: { totalCount: 1 } }))
})
