import fc from 'fast-check'
import { getOperationAST, parse, validate } from 'graphql'
import { createExecutor, type Executor } from '../../../src/graphql/read/executor'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { createOperationFacts } from '../../../src/graphql/limits/operation-facts'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { buildGraph } from '../../../src/graphql/schema'
import { withRunner } from '../../../src/storage/sql-runner'
import type { SqlRunner } from '../../../src/usecases/ports'
import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'
import { operations, type Samples } from '../../support/operations'

const OPERATIONS = Number(process.env['COST_OPERATIONS'] ?? 500)
const schema = buildGraph()
let database: TestDatabase
let execute: Executor
beforeAll(async () => {
  database = await graphDatabase()
  execute = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(database.pool, (db) => use(db as SqlRunner)), services: graphServices() })
})
afterAll(() => database.close())

const ids = (type: Parameters<typeof toGlobalId>[0], ...keys: number[]): string[] => keys.map((key) => toGlobalId(type, key))
const [races, horses] = [ids('Race', 1, 2, 3, 4, 5), ids('Horse', 1, 2, 3)]
const samples: Samples = {
  'race.id': races, 'horse.id': horses, 'jockey.id': ids('Jockey', 1), 'trainer.id': ids('Trainer', 1), 'owner.id': ids('Owner', 1), 'node.id': [...races, ...ids('Meeting', 1), ...ids('Runner', 1, 2)], 'market.id': ids('Market', 1),
  'meeting.kind': ['FLAT'], 'model.name': ['champion', 'fundamentals'], ID: [...races, ...horses],
  Date: ['2023-04-02', '2023-04-23', '2099-01-01', '2023-03-01'], DateTime: ['2023-04-02T04:30:00Z', '2023-04-23T05:10:00Z', '2099-01-01T00:00:00Z'],
  first: [1, 2, 3, 20, null], last: [1, 2, null], Int: [0, 1, 2, 3], Float: [0, 55.5], Boolean: [true, false], venue: ['ST', 'Sha Tin', 'HV'], code: ['ST', 'HV'], text: ['horse', 'sha tin', 'owner'], String: ['NSW', '4'], names: ['x'],
}

/** A few that hold the same whoever asks; the others are of races. */
const REGISTRIES = ['featureDefinitions', 'integrationRules', 'models', 'model']
const generated = fc.sample(fc.oneof({ weight: 19, arbitrary: operations(schema, samples, (name) => !REGISTRIES.includes(name)) }, { weight: 1, arbitrary: operations(schema, samples, (name) => REGISTRIES.includes(name)) }), { numRuns: 10 * OPERATIONS, seed: 8 })

test('no generated operation costs more than was reckoned', async () => {
  const factsOf = createOperationFacts(schema, { ...defaultDocumentLimits, maxCost: Number.MAX_SAFE_INTEGER })
  const [ratios, below]: [number[], string[]] = [[], []]
  let [count, bytes, cpuUs] = [0, 0, 0]
  for (const { query, variables } of generated) {
    if (count === OPERATIONS) break
    const document = parse(query)
    if (validate(schema, document).length > 0) continue
    const { data, errors } = await execute({ document, variables, context: {}, scopes: ['admin'] })
    if (!data || (errors?.length ?? 0) > 0) continue
    const facts = factsOf(document, getOperationAST(document)!)
    const estimate = facts.cost(variables)
    const before = process.cpuUsage()
    const actual = facts.actualCost(data)
    const { user, system } = process.cpuUsage(before)
    cpuUs += user + system
    bytes += JSON.stringify(data).length
    count++
    if (actual > estimate) below.push(`reckoned ${estimate}, really ${actual}: ${query} ${JSON.stringify(variables)}`)
    if (actual > 0) ratios.push(estimate / actual)
  }
  ratios.sort((a, b) => a - b)
  const at = (share: number): string => ratios[Math.floor(ratios.length * share)]?.toFixed(2) ?? 'none'
  process.stderr.write(`\ncost: of ${count} operations ${ratios.length} read something; reckoned to real: median ${at(0.5)}, one in ten below ${at(0.1)} and above ${at(0.9)}; counting the real cost took ${(cpuUs / (bytes / 1_024)).toFixed(1)} us CPU a kB of answer\n`)
  expect(below).toEqual([])
  expect(count).toBe(OPERATIONS)
  expect(ratios.length).toBeGreaterThan(OPERATIONS / 3)
}, 120_000)
