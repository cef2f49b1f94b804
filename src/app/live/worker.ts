import { join } from 'node:path'
import { matchMarket } from '../../live/matching/match-market'
import type { Instant } from '../../domain/instant'
import { candidateRaces } from '../../storage/live/candidate-races'
import { marketStore } from '../../storage/live/market-store'
import { openTickStore } from '../../storage/live/tick-store'
import { createIngest, type Ingest } from '../../usecases/live/ingest'
import { resolveMarket } from '../../usecases/live/resolve-market'
import { adoptWith } from './adopt-with'
import { keepFeed, type KeptFeed } from './keep-feed'
import { keepTicks } from './keep-ticks'
import type { LiveSideDeps } from './live-deps'
import type { LiveLine } from './live-line'
import { openRepricing } from './repricing'

export interface Worker {
  readonly feeds: readonly KeptFeed[]
  readonly ingest: Ingest
  /** Everything that feeds told so far is published and in the database. */
  settle(): Promise<void>
  /** Stops the feeds, writes down what is on its way, gives the markets up. */
  close(): Promise<void>
}

const FLUSH_MS = 1_000

/** Feeds, books, storage and predictions: everything that happens once for all subscribers. */
export const startWorker = async (deps: LiveSideDeps & LiveLine & { /** Told how many ticks were handed to the disk. */ readonly onTicks?: (count: number) => void }): Promise<Worker> => {
  const { config, clock, logger, pool, databaseUrl, meter, bus, leases, sequences, feeds = [] } = deps
  const now = (): Instant => clock.now().getTime() as Instant
  const ticks = await openTickStore({
    databaseUrl, folder: join(config.RACEGRAPH_HOME, 'spool'), maxSpoolBytes: config.RACEGRAPH_SPOOL_BYTES,
    note: (problem, details) => { logger.warn(details, problem) },
  })
  const repricing = await openRepricing({ ...deps, now })
  const markets = marketStore(pool)
  const ingest = createIngest({
    resolve: resolveMarket({ markets, candidates: candidateRaces(pool), match: matchMarket, adopt: deps.createRaces === true ? adoptWith(deps) : null }),
    markets, leases, sequences, bus, meter, now,
    ticks: { append: (rows) => { deps.onTicks?.(rows.length); return ticks.append(rows) } },
    onOdds: repricing.onOdds, onRemoved: repricing.onRemoved,
    note: (problem, err) => { logger.error({ err }, problem) },
  })
  const abort = new AbortController()
  const kept = feeds.map((feed) => keepFeed(feed, ingest, { signal: abort.signal, logger, random: Math.random }))
  const keeper = keepTicks({ pool, clock, config, logger })
  const flush = (): Promise<void> => ingest.flush().catch((err: unknown) => { logger.error({ err }, 'live markets could not be written down') })
  const timer = setInterval(() => { void flush() }, FLUSH_MS)
  meter.gauge('markets_held', 'Markets that this worker keeps the books of.', () => ingest.size)
  meter.gauge('feeds_live', 'Feeds that are up.', () => kept.filter(({ health }) => health.state === 'LIVE').length)
  meter.gauge('ticks_waiting', 'Ticks on disk that are not in the database yet.', () => ticks.waiting)
  meter.gauge('spool_bytes', 'Bytes of ticks on disk that are not in the database yet.', () => ticks.spooled)
  meter.gauge('spool_waits', 'How often a feed had to wait since the start because the spool was full.', () => ticks.waits)
  const settle = async (): Promise<void> => {
    await flush()
    await repricing.settle()
    await ticks.flush()
  }
  return {
    feeds: kept, ingest, settle,
    close: async () => {
      abort.abort()
      clearInterval(timer)
      await Promise.all(kept.map(({ ended }) => ended))
      await flush()
      await repricing.close()
      await Promise.all([keeper.stop(), ticks.close()])
    },
  }
}
