import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, validate } from 'graphql'
import { createExecutor, type Executor } from '../../src/graphql/read/executor'
import { buildGraph } from '../../src/graphql/schema'
import { withRunner } from '../../src/storage/sql-runner'
import type { TestDatabase } from '../support/database'
import { memoryLedger } from '../support/graph-models'
import { graphServices } from '../support/graph-services'
import { graphDatabase } from '../support/graph-fixture'
import type { SqlRunner } from '../../src/usecases/ports'

/** Each `cases/*.graphql`: its result and the SQL that ran, so that a statement too many shows in the diff. */
const folder = join(__dirname, 'cases')
let database: TestDatabase
let execute: Executor
let statements: string[] = []
let ledger = memoryLedger()
beforeAll(async () => {
  database = await graphDatabase()
  execute = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(database.pool, (db) => use(recording(db as SqlRunner))), services: { ...graphServices(), ledger: () => ledger } })
})
afterAll(() => database.close())
const recording = (db: SqlRunner): SqlRunner => ({ rows: (sql, values) => { statements.push(sql); return db.rows(sql, values) } })

test.each(readdirSync(folder).filter((f) => f.endsWith('.graphql')))('%s', async (file) => {
  const document = parse(readFileSync(join(folder, file), 'utf8'))
  expect(validate(buildGraph(), document)).toEqual([])
  statements = []
  ledger = memoryLedger()
  const { data, errors } = await execute({ document, context: {} })
  expect({ data: JSON.parse(JSON.stringify(data)), errors, sql: statements }).toMatchSnapshot()
})
