import 'reflect-metadata'
import { join } from 'node:path'
import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { connectionProblem } from './connection-problem'
import { classesIn } from './discover'

const ENTITIES = join(__dirname, 'entities')
const MIGRATIONS = join(__dirname, '..', '..', 'migrations')
const CONNECT_TIMEOUT_MS = 10_000
/** Two processes that migrate the same database take turns: the second finds nothing left to do. */
const MIGRATION_LOCK = 7_223_374_011

/** TypeORM over `url`: migrations and writes. Reads of the graph go through the pool (docs/architecture.md). */
export const createDataSource = (url: string): DataSource => new DataSource({
  type: 'postgres',
  url,
  entities: classesIn(ENTITIES),
  migrations: classesIn(MIGRATIONS),
  migrationsTableName: 'migrations',
  migrationsTransactionMode: 'each',
  connectTimeoutMS: CONNECT_TIMEOUT_MS,
  extra: { options: '-c TimeZone=UTC -c client_min_messages=warning', application_name: 'racegraph-migrate', max: 4 },
})

/** Brings the schema of the database at `url` up to date; returns the names of the migrations that ran. */
export const migrate = async (url: string): Promise<readonly string[]> => {
  const guard = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, application_name: 'racegraph-migrate' })
  guard.on('error', () => undefined)
  try {
    await guard.connect()
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
  } catch (cause) {
    await guard.end().catch(() => undefined)
    throw connectionProblem(url, cause)
  }
  try {
    const source = await createDataSource(url).initialize()
    try { return (await source.runMigrations()).map(({ name }) => name) } finally { await source.destroy() }
  } finally { await guard.end() }
}
