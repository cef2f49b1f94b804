import type { Logger } from 'pino'
import type { Feed } from '../live/feed'
import type { Clock } from './clock'
import type { Config } from './config/read-config'
import { Closers } from './closers'

export interface StartDeps {
  readonly config: Config
  readonly clock: Clock
  readonly logger: Logger
  /** Aborted: the start is given up at the next step, and everything opened so far is closed. */
  readonly signal: AbortSignal
  /** Lines for the person at the terminal. */
  readonly say: (line: string) => void
  /** Beside those of the settings, e.g. a recording. */
  readonly feeds?: readonly Feed[]
  /** Markets that no card knows get races of their own. */
  readonly createRaces?: boolean
}

/** Opens one thing after the other; when that fails or gives null, what was opened is closed. */
export const openAll = async <T>(logger: Logger, open: (closers: Closers) => Promise<T | null>): Promise<T | null> => {
  const closers = new Closers()
  try {
    const opened = await open(closers)
    if (opened === null) await closers.close()
    return opened
  } catch (error) {
    await closers.close().catch((err: unknown) => { logger.error({ err }, 'closing after a failed start failed too') })
    throw error
  }
}
