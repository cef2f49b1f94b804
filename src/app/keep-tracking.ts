import type { Logger } from 'pino'
import type { Pool } from 'pg'
import { DAY_MS, dayOf, type Instant } from '../domain/instant'
import type { ModelRef } from '../models/artefact/card'
import { keepHead } from '../storage/ledger/head-file'
import { scoreStore } from '../storage/ledger/score-store'
import { withRunner } from '../storage/sql-runner'
import { versionAlert, type PerformanceDeps } from '../usecases/model-performance'
import type { SqlRunner } from '../usecases/ports'
import { trackPredictions } from '../usecases/track-predictions'
import type { Clock } from './clock'
import { startFeatureRefresher, type Refresher } from './feature-refresher'

/** Corrections of older races are scored by imports and `racegraph track`. */
const RECENT_MS = 7 * DAY_MS

export interface TrackingDeps extends Pick<PerformanceDeps, 'cards' | 'reference' | 'alert'> { readonly pool: Pool; readonly clock: Clock; readonly home: string; readonly logger: Pick<Logger, 'warn'> }

/** One round: scores races of the last days whose results came, warns once a day of a model that does worse than it promised, and keeps the ledger's head. How many predictions were scored. */
export function trackServed({ pool, clock, home, logger, cards, reference, alert }: TrackingDeps): (signal: AbortSignal) => Promise<number> {
  const warnedOn = new Map<string, number>()
  let lostHead = false
  const warn = async (db: SqlRunner, model: ModelRef, today: number): Promise<void> => {
    const key = `${model.name}@${model.version}`
    if (warnedOn.get(key) === today) return
    const found = await versionAlert({ store: scoreStore(db), alert }, model, (await cards()).cards)
    if (found === null) return
    warnedOn.set(key, today)
    const { message, ...numbers } = found
    logger.warn(numbers, message)
  }
  return (signal) => withRunner(pool, async (runner) => {
    const [db, now] = [runner as SqlRunner, clock.now().getTime() as Instant]
    const report = await trackPredictions({ store: scoreStore(db), reference, now, signal, progress: () => undefined }, { from: null, to: null, since: (now - RECENT_MS) as Instant })
    for (const model of report.models) await warn(db, model, dayOf(now))
    const kept = await keepHead(db, home)
    if (!kept && !lostHead) logger.warn({ home }, 'the ledger does not hold the head that was kept in ledger-head.json: it is of another database or an older backup, or was cut off; "racegraph ledger verify" says more')
    lostHead = !kept
    return report.scored
  })
}

/** Keeps what was served scored while the gateway runs. */
export const keepTracking = ({ everyMs, logger, ...deps }: TrackingDeps & { readonly everyMs: number; readonly logger: Logger }): Refresher =>
  startFeatureRefresher({ everyMs, logger, refresh: trackServed({ ...deps, logger }), words: { done: 'scored served predictions', failed: 'served predictions could not be scored; trying again later' } })
