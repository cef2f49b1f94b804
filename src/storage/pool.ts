import { Pool } from 'pg'
import type { PoolClient } from 'pg'
import { AppError } from '../domain/errors'
import { connectionProblem } from './connection-problem'
import { valueParsers } from './value-parsers'

export interface PoolOptions {
  readonly url: string
  /** Most connections at once. */
  readonly size?: number
  /** How long a caller waits for a free connection before it is refused with OVERLOADED. */
  readonly acquireTimeoutMs?: number
  /** How long one statement may run before it ends with TIMEOUT. 0 = no limit. */
  readonly statementTimeoutMs?: number
  readonly applicationName?: string
  /** Statements of one operation go out without waiting for each other. Such a pool cannot COPY. */
  readonly pipeline?: boolean
  /** Told when an idle connection breaks; the pool replaces it. */
  readonly onError?: (error: Error) => void
}

const DEFAULTS = { size: 10, acquireTimeoutMs: 5_000, statementTimeoutMs: 10_000, applicationName: 'racegraph' }

/** A pool whose sessions are in UTC, with the types of `valueParsers`. */
export const createPool = (options: PoolOptions): Pool => {
  const { size, acquireTimeoutMs, statementTimeoutMs, applicationName } = { ...DEFAULTS, ...options }
  const settings = {
    connectionString: options.url,
    max: size,
    connectionTimeoutMillis: acquireTimeoutMs,
    idleTimeoutMillis: 60_000,
    application_name: applicationName,
    options: `-c TimeZone=UTC -c statement_timeout=${statementTimeoutMs} -c idle_in_transaction_session_timeout=60000`,
    types: valueParsers,
    keepAlive: true,
    pipeline: options.pipeline ?? false,
  }
  const pool = new Pool(settings)
  // Connections that say goodbye may be cut off first by a server that stops as well.
  pool.on('error', (error) => { if (!pool.ending) options.onError?.(error) })
  // The statement under way fails by itself; without a listener the whole process would end with it.
  pool.on('connect', (client) => { client.on('error', () => undefined) })
  return pool
}

/** A connection of the pool: OVERLOADED when none came free in time, DATABASE_UNREACHABLE when none can be made. */
export const acquire = async (pool: Pool): Promise<PoolClient> => {
  try { return await pool.connect() } catch (cause) {
    if (pool.ending) throw new AppError('OVERLOADED', 'The server is shutting down: send the request again.', { cause })
    const codeless = (cause as { code?: string }).code === undefined
    const { max = 0, connectionTimeoutMillis = 0, connectionString = '' } = pool.options as { max?: number; connectionTimeoutMillis?: number; connectionString?: string }
    if (codeless && pool.totalCount >= max) {
      throw new AppError('OVERLOADED', `All ${max} database connections were busy for ${connectionTimeoutMillis} ms: send the request again later, or raise RACEGRAPH_POOL_SIZE.`, { cause })
    }
    throw connectionProblem(connectionString, cause)
  }
}

/** PostgreSQL's refusals that a caller can do something about; anything else stays what it was. */
export const statementProblem = (error: unknown): unknown => {
  const code = (error as { code?: string }).code
  if (code === '57014') return new AppError('TIMEOUT', 'A database statement took too long and was stopped: ask for less at once, or raise RACEGRAPH_STATEMENT_TIMEOUT_MS.', { cause: error })
  if (code === '57P01' || code === '57P02' || code === '57P03' || code === 'ECONNRESET') return new AppError('DATABASE_UNREACHABLE', 'The connection to the database was lost: send the request again.', { cause: error })
  return error
}
