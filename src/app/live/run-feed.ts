import type { Logger } from 'pino'
import { AppError } from '../../domain/errors'
import type { LiveEvent } from '../../domain/live-event'
import type { Feed } from '../../live/feed'
import { marketList } from '../../storage/live/market-list'
import { createPool } from '../../storage/pool'
import { NO_METER } from '../../usecases/live/meter'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { openModels } from '../model-folders'
import { openDatabase } from '../open-database'
import { openLine } from './open-line'
import { startWorker } from './worker'

export interface RunFeedDeps {
  readonly config: Config
  readonly clock: Clock
  readonly logger: Logger
  readonly signal: AbortSignal
  readonly feed: Feed
  /** Markets that no card knows get races of their own. */
  readonly createRaces: boolean
}
/** What a feed did that was run to its end. */
export interface FeedReport {
  readonly feed: string
  readonly markets: number
  /** Changes of markets that were taken in. */
  readonly changes: number
  /** Changes that were stored. */
  readonly ticks: number
  readonly predictions: number
  /** Markets without a race, or with selections without a runner. */
  readonly unmatched: readonly { readonly marketId: string; readonly reasons: readonly string[] }[]
  readonly interrupted: boolean
}

/** Runs one feed through the whole of a worker, into the database and, with REDIS_URL, to subscribers. Rejects with what the feed rejects with, once everything before is stored. */
export async function runFeed({ config, clock, logger, signal, feed, createRaces }: RunFeedDeps): Promise<FeedReport> {
  const database = await openDatabase(config)
  const pool = createPool({ url: database.url, size: config.RACEGRAPH_POOL_SIZE, pipeline: true, onError: (err) => { logger.warn({ err }, 'an idle database connection broke; it will be replaced') } })
  const models = openModels(config)
  const line = openLine(config, logger)
  const ids = new Set<string>()
  const failure: { error: unknown } = { error: null }
  let [changes, ticks, predictions] = [0, 0, 0]
  const counted: Feed = {
    name: feed.name,
    run: async (sink, stop) => {
      try {
        await feed.run({ ...sink, markets: (told, at) => { changes += told.length; for (const { view } of told) ids.add(view.marketId); return sink.markets(told, at) }, health: sink.health, evicted: sink.evicted }, AbortSignal.any([stop, signal]))
      } catch (error) { failure.error = error }
    },
  }
  try {
    await line.known
    if (line.problem !== null) throw new AppError('CONFIG_INVALID', `${line.problem} Start it, or unset REDIS_URL to go without subscribers elsewhere.`)
    const bus = { ...line.bus, publish: (events: readonly LiveEvent[]) => { predictions += events.filter(({ kind }) => kind === 'prediction').length; line.bus.publish(events) } }
    const worker = await startWorker({
      config, clock, logger, pool, databaseUrl: database.url, models, meter: NO_METER, feeds: [counted], createRaces,
      bus, leases: line.leases, sequences: line.sequences, onTicks: (count) => { ticks += count },
    })
    await Promise.all(worker.feeds.map(({ ended }) => ended))
    await worker.settle()
    const unmatched = (await marketList(pool).list(true)).filter(({ feed: of, marketId }) => of === feed.name && ids.has(marketId)).map(({ marketId, reasons }) => ({ marketId, reasons }))
    await worker.close()
    if (failure.error !== null) throw failure.error
    return { feed: feed.name, markets: ids.size, changes, ticks, predictions, unmatched, interrupted: signal.aborted }
  } finally {
    await line.close()
    await models.dispose()
    await pool.end()
    await database.close()
  }
}
