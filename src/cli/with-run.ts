import { systemClock } from '../app/clock'
import { readConfig, type Config } from '../app/config/read-config'
import { withDatabase } from '../app/open-database'
import { createProgress } from '../app/progress'
import { listenForStop } from '../app/stop-signals'
import { AppError } from '../domain/errors'
import type { CliContext } from './cli-context'
import { EXIT } from './output'

export interface CommandRun {
  readonly config: Config
  readonly databaseUrl: string
  readonly clock: typeof systemClock
  readonly signal: AbortSignal
  readonly progress: typeof createProgress
}
/** Opens the database and works under Ctrl-C, with bars on stderr. */
export const withRun = async (cli: CliContext, work: (run: CommandRun) => Promise<void>): Promise<void> => {
  const config = readConfig(cli.env)
  const stop = listenForStop(() => { process.exit(EXIT.interrupted) })
  try {
    await withDatabase(config, ({ url }) => work({ config, databaseUrl: url, clock: systemClock, signal: stop.signal, progress: (label, unit) => createProgress(label, unit) }))
  } catch (error) {
    if (!stop.signal.aborted) throw error
    cli.output.note(error instanceof AppError ? error.message : 'Interrupted.')
  } finally {
    if (stop.signal.aborted) cli.exitCode = EXIT.interrupted
    stop.dispose()
  }
}
