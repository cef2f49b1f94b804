import type { Logger } from 'pino'
import type { Pool } from 'pg'
import type { Instant } from '../../domain/instant'
import { rollUp } from '../../storage/live/bars'
import { dropOldDays, makeDaysAhead } from '../../storage/live/retention'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { startFeatureRefresher, type Refresher } from '../feature-refresher'

export interface TickKeeping {
  readonly pool: Pool
  readonly clock: Clock
  readonly config: Pick<Config, 'RACEGRAPH_TICK_DAYS' | 'RACEGRAPH_BAR_1S_DAYS' | 'RACEGRAPH_BAR_10S_DAYS'>
  readonly logger: Logger
}
/** Bars are at most so far behind the ticks. */
const EVERY_MS = 2_000
const RETENTION_EVERY_MS = 3_600_000

/** One round: ticks rolled up into bars and, once an hour, days made ahead and old ones dropped. How many batches were rolled up. */
export function tickRound({ pool, clock, config, logger }: TickKeeping): (signal: AbortSignal) => Promise<number> {
  const keep = { ticks: config.RACEGRAPH_TICK_DAYS, bars1s: config.RACEGRAPH_BAR_1S_DAYS, bars10s: config.RACEGRAPH_BAR_10S_DAYS }
  let dueAt = -Infinity
  return async (signal) => {
    const now = clock.now().getTime() as Instant
    const batches = await rollUp(pool, signal)
    if (now < dueAt || signal.aborted) return batches
    await makeDaysAhead(pool, now)
    const dropped = await dropOldDays(pool, keep, now)
    if (dropped.length > 0) logger.info({ dropped }, 'dropped days of ticks and bars that are past their time')
    dueAt = now + RETENTION_EVERY_MS
    return batches
  }
}

/** Keeps bars up to date, and ticks and bars for as long as the settings say. */
export const keepTicks = (deps: TickKeeping): Refresher =>
  startFeatureRefresher({ everyMs: EVERY_MS, logger: deps.logger, refresh: tickRound(deps), words: { done: 'rolled ticks up into bars', failed: 'ticks could not be rolled up or cleared away; trying again later' } })
