import type { Clock } from './clock'
import type { Closers } from './closers'
import type { Config } from './config/read-config'
import { keepDemonstrationGoing, prepareDemonstration, type Demonstration } from './demonstration'
import { createProgress } from './progress'
import { orSay, refreshHistoryOnly } from './refresh-features'
import type { StartDeps } from './start-deps'

interface DataDeps extends StartDeps { readonly config: Config; readonly clock: Clock; readonly databaseUrl: string }

/** The demonstration season and the history of runs, as they should be before anybody is served. Null when `signal` was aborted. */
export const prepareData = async ({ config, clock, signal, say, databaseUrl }: DataDeps): Promise<Demonstration | null> => {
  const progress = createProgress('Loading the demonstration season', 'meetings')
  const demonstration = await prepareDemonstration({ databaseUrl, home: config.RACEGRAPH_HOME, clock, progress, signal }, config)
  if (signal.aborted) {
    say('Interrupted while loading the demonstration season. The next start goes on from there.')
    return null
  }
  await orSay(refreshHistoryOnly({ databaseUrl, clock, signal, progress: createProgress }), say)
  return signal.aborted ? null : demonstration
}

/** Has the season go on until `closers` close, where there is one. */
export const keepSeason = ({ config, clock, logger, databaseUrl }: DataDeps, demonstration: Demonstration, closers: Closers): void => {
  if (demonstration === 'off' || demonstration === 'other-data') return
  const season = keepDemonstrationGoing({ databaseUrl, home: config.RACEGRAPH_HOME, isFresh: demonstration !== 'current' }, clock, logger)
  closers.add(() => season.stop())
}
