import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { createPool } from '../../src/storage/pool'
import { PREFIX, SERVER_URL } from './global-setup'
import { databaseUrl, withClient } from './test-server'

export interface TestDatabase {
  readonly url: string
  readonly pool: Pool
  /** Empties every table and begins ids anew, for beforeEach: quicker by far than another database. */
  clear(): Promise<void>
  close(): Promise<void>
}

const setting = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: tests of the database run under jest, with its global setup`)
  return value
}
/** Test files of one worker do not know of each other. */
const freshName = (): string => `${setting(PREFIX)}_w${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(6).toString('hex')}`
const onServer = (sql: string): Promise<unknown> => withClient(setting(SERVER_URL), (client) => client.query(sql))

const clone = async (template: string): Promise<TestDatabase> => {
  const name = freshName()
  await onServer(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY FILE_COPY`)
  const { url, pool } = open(name)
  const close = async (): Promise<void> => {
    await pool.end()
    await onServer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  }
  return { url, pool, close, clear: () => clear(pool) }
}
const clear = async (pool: Pool): Promise<void> => {
  const { rows } = await pool.query<{ names: string }>("SELECT string_agg(quote_ident(tablename), ', ') AS names FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'migrations'")
  // As a replica's: the triggers that keep the record of predictions from being emptied stay silent.
  await pool.query(`BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE ${rows[0]?.names} RESTART IDENTITY CASCADE; COMMIT`)
}
const open = (name: string, pipeline = false): { url: string; pool: Pool } => {
  const url = databaseUrl(setting(SERVER_URL), name)
  return { url, pool: createPool({ url, size: 4, pipeline }) }
}

/** A migrated, empty database of the test's own. Close it in afterAll. */
export const testDatabase = (): Promise<TestDatabase> => clone(`${setting(PREFIX)}_template`)

const seeds = new Map<string, Promise<string>>()
const SEED_LOCK = 7_223_374
/** Makes the database `seed` once a run, whichever worker comes first; the others wait for it. */
const seed = (name: string, fill: (database: { url: string; pool: Pool }) => Promise<void>): Promise<string> => withClient(setting(SERVER_URL), async (client) => {
  const ready = `${setting(PREFIX)}_seed_${name}`
  await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [SEED_LOCK, ready])
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [ready])
  if (found.rowCount === 1) return ready
  const building = `${ready}_building`
  await client.query(`DROP DATABASE IF EXISTS "${building}" WITH (FORCE)`)
  await client.query(`CREATE DATABASE "${building}" TEMPLATE "${setting(PREFIX)}_template" STRATEGY FILE_COPY`)
  const database = open(building)
  try {
    await fill(database)
    await database.pool.query('VACUUM ANALYZE')
  } finally { await database.pool.end() }
  await client.query(`ALTER DATABASE "${building}" RENAME TO "${ready}"`)
  return ready
})
const seedOnce = (name: string, fill: (database: { url: string; pool: Pool }) => Promise<void>): Promise<string> => {
  const known = seeds.get(name) ?? seed(name, fill)
  seeds.set(name, known)
  return known
}

/** A copy of the database that `fill` fills once a run; the copy is the test's own. `name` is lower case with underscores. */
export const seededDatabase = async (name: string, fill: (database: { url: string; pool: Pool }) => Promise<void>): Promise<TestDatabase> => clone(await seedOnce(name, fill))

/** The filled database itself, shared by all tests that name it: only to be read, over a pool such as the server reads with. */
export const sharedDatabase = async (name: string, fill: (database: { url: string; pool: Pool }) => Promise<void>): Promise<TestDatabase> => {
  const shared = await seedOnce(`${name}_shared`, fill)
  const { url, pool } = open(shared, true)
  // From another database, for here it may be read-only already; one worker at a time, for two at once fail.
  await onServer(`SELECT pg_advisory_xact_lock(${SEED_LOCK}); ALTER DATABASE "${shared}" SET default_transaction_read_only = on`)
  return { url, pool, close: () => pool.end(), clear: () => Promise.reject(new Error('a shared database is only read')) }
}
