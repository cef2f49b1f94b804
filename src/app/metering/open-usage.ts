import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Instant } from '../../domain/instant'
import { createPool } from '../../storage/pool'
import { usageStore } from '../../storage/metering/usage-store'
import type { LiveMeter } from '../../usecases/live/meter'
import { REAL_TIMERS } from '../../usecases/live/turns'
import { createUsageKeeper, type UsageKeeper } from '../../usecases/metering/usage-keeper'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'

export interface OpenUsageDeps {
  readonly config: Config
  readonly clock: Clock
  readonly databaseUrl: string
  readonly logger: Logger
  readonly meter: Pick<LiveMeter, 'gauge'>
}

/** Keeps use in the database, over a connection of its own: queries that take all others do not hold it up. Nothing is connected before there is something to write. */
export function openUsage({ config, clock, databaseUrl, logger, meter }: OpenUsageDeps): UsageKeeper {
  const pool = createPool({
    url: databaseUrl, size: 1, acquireTimeoutMs: config.RACEGRAPH_ACQUIRE_TIMEOUT_MS, statementTimeoutMs: 60_000, applicationName: 'racegraph metering',
    onError: (err) => { logger.warn({ err }, 'the idle database connection of metering broke; it will be replaced') },
  })
  const keeper = createUsageKeeper({
    store: usageStore(pool), writer: randomUUID(), now: () => clock.now().getTime() as Instant, elapsed: () => performance.now(), timers: REAL_TIMERS,
    flushMs: config.RACEGRAPH_METERING_FLUSH_MS, keepDays: config.RACEGRAPH_USAGE_DAYS, gauge: meter.gauge,
    warn: (problem, err) => { logger.error(err === null ? {} : { err }, problem) }, note: (what) => { logger.info(what) },
  })
  return { ...keeper, close: async () => { await keeper.close().finally(() => pool.end()) } }
}
