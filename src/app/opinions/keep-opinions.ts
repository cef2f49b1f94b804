import type { Logger } from 'pino'
import type { Pool } from 'pg'
import type { Instant } from '../../domain/instant'
import type { LlmClient } from '../../llm/llm'
import { opinionRaces } from '../../storage/opinions/opinion-races'
import { withRunner } from '../../storage/sql-runner'
import { askOpinion, type AskOpinionDeps } from '../../usecases/opinion/ask-opinion'
import type { LoadedModels } from '../../usecases/prediction'
import type { Clock } from '../clock'
import { startFeatureRefresher, type Refresher } from '../feature-refresher'
import { opinionAsking } from './opinion-asking'

export interface KeepOpinionsDeps {
  readonly pool: Pool
  readonly clock: Clock
  readonly client: LlmClient
  readonly models: LoadedModels
  readonly logger: Logger
  readonly config: { readonly RACEGRAPH_OPINION_AHEAD_MINUTES: number; readonly RACEGRAPH_OPINION_SAMPLES: number }
}
const MINUTE = 60_000
/** Between two looks for races that are due. */
const LOOK_MS = 15_000
/** Races of one round, so that those that are off soonest are looked for again soon. */
const AT_ONCE = 12
/** A race that came to nothing is not asked about again for so long. */
const AGAIN_MS = 10 * MINUTE
/** Races that came to nothing, in memory. */
const MOST_FAILED = 2_000
/** Of the advisory lock that one keeper of a database holds at a time. */
const LOCK = 7_223_375

/**
 * One round: asks about races that are off within the minutes ahead and have no opinion of exactly those that start, so a second time after a scratching. How many got one. One keeper of a database asks
 * at a time, on a connection that it holds for the round; a round that another is in asks nothing.
 */
export function askAhead(asking: Omit<AskOpinionDeps, 'signal'>, { pool, logger, config }: Pick<KeepOpinionsDeps, 'pool' | 'logger' | 'config'>): (signal: AbortSignal) => Promise<number> {
  const failedAt = new Map<number, Instant>()
  return (signal) => withRunner(pool, async (db) => {
    const [[held] = []] = await db.rows('SELECT pg_try_advisory_lock($1)', [LOCK])
    if (held !== true) return 0
    try {
      const now = asking.now()
      for (const [raceId, at] of failedAt) if (now - at >= AGAIN_MS || failedAt.size > MOST_FAILED) failedAt.delete(raceId)
      const due = await opinionRaces((use) => use(db)).due(now, (now + config.RACEGRAPH_OPINION_AHEAD_MINUTES * MINUTE) as Instant)
      const outcomes = await askOpinion({ ...asking, signal }, due.filter((raceId) => !failedAt.has(raceId)).slice(0, AT_ONCE))
      for (const outcome of outcomes) {
        if (outcome.kind === 'made' || signal.aborted) continue
        failedAt.set(outcome.raceId, now)
        logger.warn({ raceId: outcome.raceId, reason: outcome.reason }, outcome.kind === 'failed' ? 'a language model gave no opinion on a race; its hybrid is the base alone' : 'no language model was asked about a race')
      }
      return outcomes.filter(({ kind }) => kind === 'made').length
    } finally { await db.rows('SELECT pg_advisory_unlock($1)', [LOCK]) }
  })
}

/** Keeps asking while the gateway runs; null where RACEGRAPH_OPINION_AHEAD_MINUTES is 0 or there is nobody to ask. */
export function keepOpinions({ pool, clock, client, models, logger, config }: KeepOpinionsDeps): Refresher | null {
  if (config.RACEGRAPH_OPINION_AHEAD_MINUTES === 0 || client.model === null) return null
  const warn = (problem: string, err: unknown): void => { logger.warn({ err }, problem) }
  const asking = opinionAsking({ pool, client, models, samples: config.RACEGRAPH_OPINION_SAMPLES, now: () => clock.now().getTime() as Instant, warn })
  return startFeatureRefresher({ everyMs: LOOK_MS, logger, refresh: askAhead(asking, { pool, logger, config }), words: { done: 'asked a language model about races to come', failed: 'a language model could not be asked about races to come; trying again later' } })
}
