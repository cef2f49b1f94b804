import { parse, validate, type ExecutionResult } from 'graphql'
import type { Pool } from 'pg'
import { createExecutor, type Executor } from '../../src/graphql/read/executor'
import type { GraphServices } from '../../src/graphql/read/scope'
import { buildGraph } from '../../src/graphql/schema'
import { withRunner } from '../../src/storage/sql-runner'
import type { SqlRunner } from '../../src/usecases/ports'
import { graphServices } from './graph-services'

export interface Graph {
  /** The data of an operation; throws when there are errors. */
  ask(query: string, variables?: Record<string, unknown>): Promise<any> // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  /** Code and message of the first error of an operation. */
  refusal(query: string, variables?: Record<string, unknown>): Promise<{ code: unknown; message: string }>
  /** How many statements the last operation ran. */
  readonly statements: readonly string[]
}

const schema = buildGraph()

/** The graph over a database, as the server runs it but without HTTP. */
export async function openGraph(pool: Pool, services: GraphServices = graphServices(), scopes: readonly string[] = [], principal: string | null = null): Promise<Graph> {
  const statements: string[] = []
  const executor: Executor = await createExecutor({
    buildSchema: buildGraph, services,
    withRunner: (use) => withRunner(pool, (db) => use({ rows: (sql, values) => { statements.push(sql); return (db as SqlRunner).rows(sql, values) } })),
  })
  const run = async (query: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> => {
    const document = parse(query)
    const invalid = validate(schema, document)
    if (invalid.length > 0) throw invalid[0]
    statements.length = 0
    return executor({ document, variables, context: {}, scopes, principal })
  }
  return {
    statements,
    ask: async (query, variables) => {
      const { data, errors } = await run(query, variables)
      if (errors !== undefined) throw new Error(errors.map((error) => error.message).join('\n'), { cause: errors[0] })
      return JSON.parse(JSON.stringify(data))
    },
    refusal: async (query, variables) => {
      const error = (await run(query, variables)).errors?.[0]
      if (error === undefined) throw new Error('the operation was not refused')
      return { code: error.extensions['code'] ?? (error.originalError as { code?: unknown } | undefined)?.code, message: error.message }
    },
  }
}
