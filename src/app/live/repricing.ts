import type { Instant } from '../../domain/instant'
import type { OddsEvent } from '../../domain/live-event'
import type { RemovedRunner } from '../../domain/removed-runner'
import { rememberedHistoryBehind } from '../../storage/features/history-behind'
import { rememberedHistoryBuilt } from '../../storage/features/history-built'
import { ledgerOver } from '../../storage/ledger/prediction-ledger'
import { scratchByMarket } from '../../storage/live/market-scratching'
import { createPriceFacts } from '../../storage/live/price-facts'
import { watchRaces } from '../../storage/live/race-watch'
import { opinionStore } from '../../storage/opinions/opinion-store'
import { withRunner } from '../../storage/sql-runner'
import { raceEvents } from '../../usecases/live/race-events'
import { createRepricer, type Repricer } from '../../usecases/live/reprice'
import { readerOver } from '../keep-features-fresh'
import type { LiveLine } from './live-line'
import type { LiveSideDeps } from './live-deps'

export interface Repricing {
  readonly repricer: Repricer
  readonly onOdds: (event: OddsEvent) => void
  readonly onRemoved: (removed: RemovedRunner) => void
  /** Everything told so far is predicted, and its prices are facts. */
  settle(): Promise<void>
  close(): Promise<void>
}

const FACTS_MS = 1_000
const FOLLOWED: readonly string[] = ['champion', 'fundamentals']

/** Predictions that follow markets and cards; prices as facts; scratchings by markets. */
export async function openRepricing(deps: LiveSideDeps & LiveLine & { readonly now: () => Instant }): Promise<Repricing> {
  const { config, logger, pool, databaseUrl, models, meter, bus, leases, sequences, now } = deps
  const warn = (problem: string, err: unknown): void => { logger.error({ err }, problem) }
  const [built, behind] = [rememberedHistoryBuilt(), rememberedHistoryBehind(() => performance.now())]
  const repricer = createRepricer({
    models, follow: config.RACEGRAPH_LIVE_MODELS.length === 0 ? FOLLOWED : config.RACEGRAPH_LIVE_MODELS, reader: readerOver(pool), bus, sequences, meter, now, everyMs: config.RACEGRAPH_REPRICE_MS, factEveryMs: config.RACEGRAPH_PRICE_FACT_MS, warn,
    historyReady: () => withRunner(pool, built), historyBehind: () => withRunner(pool, behind),
    opinions: (raceIds, before) => opinionStore((use) => withRunner(pool, use)).latest(raceIds, before),
    ledger: { record: (predictions) => withRunner(pool, (db) => ledgerOver(db).record(predictions)) },
  })
  const facts = createPriceFacts({ pool, everyMs: config.RACEGRAPH_PRICE_FACT_MS, note: (problem) => { logger.error(problem) } })
  const scratch = scratchByMarket(pool)
  const told = raceEvents({ leases, sequences, bus, repricer, now })
  const watch = await watchRaces({ databaseUrl, onChange: told, onGap: () => { repricer.allChanged() }, note: warn })
  const flush = (): Promise<void> => facts.flush().catch((err: unknown) => { warn('live prices could not be written down now; it is tried again', err) })
  const timer = setInterval(() => { void flush() }, FACTS_MS)
  timer.unref()
  const removals = new Set<Promise<void>>()
  meter.gauge('races_watched', 'Races that are predicted anew as they move.', () => repricer.size)
  const settle = async (): Promise<void> => {
    await Promise.all(removals)
    await repricer.settle()
    await flush()
  }
  return {
    repricer, settle,
    onOdds: (event) => {
      facts.take(event)
      repricer.oddsChanged(event)
    },
    onRemoved: (removed) => {
      const done = scratch(removed).then((isNew) => { if (isNew) logger.info({ ...removed }, 'a market removed a runner: it is scratched on the card') }, (err: unknown) => { warn('a runner that a market removed could not be scratched', err) }).finally(() => removals.delete(done))
      removals.add(done)
    },
    close: async () => {
      clearInterval(timer)
      await watch.close()
      await settle()
      await repricer.close()
    },
  }
}
