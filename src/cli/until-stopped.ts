import { systemClock } from '../app/clock'
import type { Config } from '../app/config/read-config'
import { createLogger } from '../app/logger'
import type { StartDeps } from '../app/start-deps'
import { listenForStop } from '../app/stop-signals'
import { EXIT } from './output'
import type { CliContext } from './cli-context'

/** What runs until somebody ends it. */
export interface Running { close(): Promise<void>; closeAtOnce(): Promise<void> }
export interface UntilStopped<T extends Running> {
  /** Null: stopped before it ran. */
  readonly start: (deps: StartDeps) => Promise<T | null>
  /** Printed once it runs. */
  readonly answer: (running: T) => string
  /** Said while it stops. */
  readonly stopping: string
}

const aborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) resolve()
  else signal.addEventListener('abort', () => { resolve() }, { once: true })
})

/** Runs something until SIGINT, SIGTERM or SIGHUP; a second signal ends it at once. */
export const untilStopped = async <T extends Running>({ output }: CliContext, config: Config, { start, answer, stopping }: UntilStopped<T>): Promise<void> => {
  const logger = createLogger({ level: config.LOG_LEVEL, pretty: process.stderr.isTTY && config.NODE_ENV !== 'production' })
  let running: T | null = null
  const stop = listenForStop(() => { void (running?.closeAtOnce() ?? Promise.resolve()).finally(() => { process.exit(EXIT.interrupted) }) })
  try {
    running = await start({ config, clock: systemClock, logger, signal: stop.signal, say: output.note })
    if (running === null) return
    output.answer(answer(running))
    await aborted(stop.signal)
    output.note(`${stopping} Ctrl-C again stops at once.`)
    await running.close()
    output.note('Stopped.')
  } finally { stop.dispose() }
}
