import type { Logger } from 'pino'
import { assertPortFree } from './assert-port-free'
import type { Clock } from './clock'
import { composeGateway } from './compose'
import type { Config } from './config/read-config'
import { keepDemonstrationGoing, prepareDemonstration } from './demonstration'
import type { Demonstration } from './demonstration'
import { openDatabase } from './open-database'
import { createProgress } from './progress'
import { orSay, refreshHistoryOnly } from './refresh-features'

export interface StartDeps {
  readonly config: Config
  readonly clock: Clock
  readonly logger: Logger
  /** Aborted: the start is given up at the next step, and everything opened so far is closed. */
  readonly signal: AbortSignal
  /** Lines for the person at the terminal. */
  readonly say: (line: string) => void
}
export interface RunningServer {
  readonly url: string
  readonly isEmbedded: boolean
  readonly demonstration: Demonstration
  /** Finishes the requests in flight, then closes connections and the database. Safe to call twice. */
  close(): Promise<void>
  /** The same without waiting for anybody. */
  closeAtOnce(): Promise<void>
}

/** Things to close, last opened first. */
class Closers {
  private readonly steps: (() => Promise<void>)[] = []
  private closed: Promise<void> | undefined
  add(step: () => Promise<void>): void { this.steps.unshift(step) }
  close(): Promise<void> { return this.closed ??= this.run() }
  private async run(): Promise<void> {
    let failure: { readonly error: unknown } | undefined
    for (const step of this.steps) { try { await step() } catch (error) { failure ??= { error } } }
    if (failure !== undefined) throw failure.error
  }
}

/** From settings to a listening server: port, database, schema, demonstration season, graph. Resolves to null when `signal` was aborted on the way. */
export const start = async (deps: StartDeps): Promise<RunningServer | null> => {
  const closers = new Closers()
  try {
    const running = await open(deps, closers)
    if (running === null) await closers.close()
    return running
  } catch (error) {
    await closers.close().catch((err: unknown) => { deps.logger.error({ err }, 'closing after a failed start failed too') })
    throw error
  }
}

const open = async ({ config, clock, logger, signal, say }: StartDeps, closers: Closers): Promise<RunningServer | null> => {
  await assertPortFree(config.HOST, config.PORT)
  const database = await openDatabase(config)
  closers.add(() => database.close())
  if (signal.aborted) return null
  const progress = createProgress('Loading the demonstration season', 'meetings')
  const demonstration = await prepareDemonstration({ databaseUrl: database.url, home: config.RACEGRAPH_HOME, clock, progress, signal }, config)
  if (signal.aborted) {
    say('Interrupted while loading the demonstration season. The next start goes on from there.')
    return null
  }
  await orSay(refreshHistoryOnly({ databaseUrl: database.url, clock, signal, progress: createProgress }), say)
  if (signal.aborted) return null
  const gateway = await composeGateway({ config, clock, databaseUrl: database.url, logger })
  closers.add(() => gateway.close())
  const url = await gateway.http.listen({ host: config.HOST, port: config.PORT })
  if (demonstration !== 'off' && demonstration !== 'other-data') {
    const season = keepDemonstrationGoing({ databaseUrl: database.url, home: config.RACEGRAPH_HOME, isFresh: demonstration !== 'current' }, clock, logger)
    closers.add(() => season.stop())
  }
  return { url, isEmbedded: database.isEmbedded, demonstration, close: () => closers.close(), closeAtOnce: () => database.close() }
}
