import { AppError } from '../domain/errors'
import { describeUrl } from '../storage/connection-problem'
import { migrate } from '../storage/data-source'
import { openEmbeddedServer } from '../storage/embedded/embedded-server'
import { withClient } from '../storage/with-client'
import type { Config } from './config/read-config'

/** A database that is there, reachable and migrated. `close` gives up the embedded server; it does nothing to a server of the user's own. */
export interface OpenDatabase { readonly url: string; readonly isEmbedded: boolean; /** Migrations that ran now. */ readonly migrated: readonly string[]; close(): Promise<void> }

const OLDEST = 160_000

const assertUsable = (url: string): Promise<void> => withClient(url, async (client) => {
  const { rows } = await client.query<{ number: string; version: string }>("SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version")
  if (Number(rows[0]?.number) < OLDEST) {
    throw new AppError('DATABASE_UNREACHABLE', `The database at ${describeUrl(url)} (DATABASE_URL) is PostgreSQL ${rows[0]?.version}: use 16 or later, or unset DATABASE_URL to use the embedded PostgreSQL.`)
  }
})

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
