import { Client } from 'pg'
import { AppError } from '../domain/errors'
import { connectionProblem, describeUrl } from '../storage/connection-problem'
import { migrate } from '../storage/data-source'
import { openEmbeddedServer } from '../storage/embedded/embedded-server'
import type { Config } from './config/read-config'

/** A database that is there, reachable and migrated. `close` gives up the embedded server; it does nothing to a server of the user's own. */
export interface OpenDatabase { readonly url: string; readonly isEmbedded: boolean; /** Migrations that ran now. */ readonly migrated: readonly string[]; close(): Promise<void> }

const OLDEST = 160_000

const assertUsable = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version_num: string; server_version: string }>("SELECT current_setting('server_version_num') AS server_version_num, current_setting('server_version') AS server_version")
    if (Number(rows[0]?.server_version_num) < OLDEST) {
      throw new AppError('DATABASE_UNREACHABLE', `The database at ${describeUrl(url)} (DATABASE_URL) is PostgreSQL ${rows[0]?.server_version}: use 16 or later, or unset DATABASE_URL to use the embedded PostgreSQL.`)
    }
  } catch (cause) { throw connectionProblem(url, cause) } finally { await client.end().catch(() => undefined) }
}

/** Opens DATABASE_URL's database, or starts (or joins) the embedded server, without looking at the schema. */
export const openServer = async (config: Config): Promise<Omit<OpenDatabase, 'migrated'>> => {
  if (config.DATABASE_URL !== null) {
    await assertUsable(config.DATABASE_URL)
    return { url: config.DATABASE_URL, isEmbedded: false, close: async () => undefined }
  }
  const server = await openEmbeddedServer({ home: config.RACEGRAPH_HOME })
  return { url: server.url, isEmbedded: true, close: () => server.close() }
}

/** The same, and brings the schema up to date. */
export const openDatabase = async (config: Config): Promise<OpenDatabase> => {
  const server = await openServer(config)
  try { return { ...server, migrated: await migrate(server.url) } } catch (error) {
    await server.close()
    throw error
  }
}

/** Runs `use` with the database open and closes it afterwards, whatever happens. */
export const withDatabase = async <T>(config: Config, use: (database: OpenDatabase) => Promise<T>): Promise<T> => {
  const database = await openDatabase(config)
  try { return await use(database) } finally { await database.close() }
}
