import { systemClock } from '../app/clock'
import { readConfig } from '../app/config/read-config'
import type { JudgeRun } from '../app/judge-model'
import { openModels } from '../app/model-folders'
import { withDatabase } from '../app/open-database'
import { createProgress } from '../app/progress'
import { listenForStop } from '../app/stop-signals'
import { AppError } from '../domain/errors'
import type { CliContext } from './cli-context'
import { EXIT } from './output'

/** Opens database and models and works under Ctrl-C, with bars on stderr. */
export const withModels = async (cli: CliContext, work: (run: JudgeRun) => Promise<void>): Promise<void> => {
  const config = readConfig(cli.env)
  const stop = listenForStop(() => { process.exit(EXIT.interrupted) })
  const models = openModels(config)
  try {
    await withDatabase(config, ({ url }) => work({ config, databaseUrl: url, clock: systemClock, signal: stop.signal, models, progress: (label, unit) => createProgress(label, unit) }))
  } catch (error) {
    if (!stop.signal.aborted) throw error
    cli.output.note(error instanceof AppError ? error.message : 'Interrupted.')
  } finally {
    if (stop.signal.aborted) cli.exitCode = EXIT.interrupted
    stop.dispose()
    await models.dispose()
  }
}
