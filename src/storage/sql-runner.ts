import type { Pool, PoolClient } from 'pg'
import { acquire, statementProblem } from './pool'

/** Rows as arrays in select order: the port that the read path of the graph asks for. */
export interface PreparedRunner { rows(sql: string, values: readonly unknown[]): Promise<readonly (readonly unknown[])[]> }

/** Prepared statements that one connection keeps. Each costs PostgreSQL some 20-50 kB, and clients choose the projections. */
export const MAX_PREPARED = 1_000
const MAX_NAMES = 10_000

const names = new Map<string, string>()
let nameCount = 0
/** The statement name of an SQL text. Names are never given out twice, so that forgetting the texts is safe. */
const nameOf = (sql: string): string => {
  const known = names.get(sql)
  if (known !== undefined) return known
  if (names.size >= MAX_NAMES) names.clear()
  const name = `q${(++nameCount).toString(36)}`
  names.set(sql, name)
  return name
}

/** The statements that pg believes a connection has parsed, by name. Not in its published types. */
interface Prepared { parsedStatements: Record<string, string>; submittedNamedStatements: Record<string, string> }
const preparedOf = (client: PoolClient): Prepared => (client as unknown as { readonly connection: Prepared }).connection

const statementsOf = new WeakMap<PoolClient, Set<string>>()

/** Only between operations: nothing may be under way on the connection. */
const forgetIfMany = async (client: PoolClient, most: number): Promise<void> => {
  const statements = statementsOf.get(client)
  if (statements === undefined) { statementsOf.set(client, new Set()); return }
  if (statements.size < most) return
  await client.query('DEALLOCATE ALL')
  const prepared = preparedOf(client)
  prepared.parsedStatements = {}
  prepared.submittedNamedStatements = {}
  statements.clear()
}

const run = (client: PoolClient, statements: Set<string> | undefined, sql: string, values: readonly unknown[]): Promise<readonly (readonly unknown[])[]> =>
  new Promise((resolve, reject) => {
    const name = nameOf(sql)
    statements?.add(name)
    client.query({ name, text: sql, values: values as unknown[], rowMode: 'array' }, (error: Error | null | undefined, result) => {
      if (error) reject(statementProblem(error) as Error)
      else resolve(result.rows)
    })
  })

const brokenBy = (error: unknown): boolean => {
  const { code = '', cause } = error as { code?: string; cause?: { code?: string } }
  return code === 'DATABASE_UNREACHABLE' || /^(08|57P|E)/.test(cause?.code ?? code)
}

/** Gives `fn` a runner over one connection, held until it ends. Every statement is prepared once a connection and then only bound. */
export const withRunner = async <T>(pool: Pool, fn: (runner: PreparedRunner) => Promise<T>, maxPrepared: number = MAX_PREPARED): Promise<T> => {
  const client = await acquire(pool)
  let broken = false
  try {
    await forgetIfMany(client, maxPrepared)
    const statements = statementsOf.get(client)
    return await fn({ rows: (sql, values) => run(client, statements, sql, values) })
  } catch (error) {
    broken = brokenBy(error)
    throw error
  } finally { client.release(broken) }
}
