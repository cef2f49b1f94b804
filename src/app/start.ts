import { assertPortFree } from './assert-port-free'
import type { Closers } from './closers'
import { composeGateway } from './compose'
import type { Demonstration } from './demonstration'
import { openDatabase } from './open-database'
import { keepSeason, prepareData } from './prepare-data'
import { openAll, type StartDeps } from './start-deps'

/** `api`: serves, and leaves feeds, the demonstration season and everything else that happens once to workers. */
export type ServerRole = 'all' | 'api'
export interface RunningServer {
  readonly url: string
  readonly isEmbedded: boolean
  readonly demonstration: Demonstration | 'elsewhere'
  /** Finishes the requests in flight, then closes connections and the database. Safe to call twice. */
  close(): Promise<void>
  /** The same without waiting for anybody. */
  closeAtOnce(): Promise<void>
}

/** From settings to a listening server: port, database, schema, demonstration season, graph. Resolves to null when `signal` was aborted on the way. */
export const start = (deps: StartDeps, role: ServerRole = 'all'): Promise<RunningServer | null> => openAll(deps.logger, (closers) => open(deps, role, closers))

const open = async (deps: StartDeps, role: ServerRole, closers: Closers): Promise<RunningServer | null> => {
  const { config, clock, logger, signal } = deps
  await assertPortFree(config.HOST, config.PORT)
  const database = await openDatabase(config)
  closers.add(() => database.close())
  if (signal.aborted) return null
  const data = { ...deps, databaseUrl: database.url }
  const demonstration = role === 'api' ? 'elsewhere' : await prepareData(data)
  if (demonstration === null) return null
  const gateway = await composeGateway({ config, clock, databaseUrl: database.url, logger, role, feeds: deps.feeds ?? [], createRaces: deps.createRaces ?? false })
  closers.add(() => gateway.close())
  const url = await gateway.http.listen({ host: config.HOST, port: config.PORT })
  if (demonstration !== 'elsewhere') keepSeason(data, demonstration, closers)
  return { url, isEmbedded: database.isEmbedded, demonstration, close: () => closers.close(), closeAtOnce: () => database.close() }
}
