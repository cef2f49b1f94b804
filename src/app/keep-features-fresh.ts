import type { Logger } from 'pino'
import type { Pool } from 'pg'
import type { Instant } from '../domain/instant'
import { featureReader } from '../storage/features/feature-reader'
import { historyBuilt } from '../storage/features/history-built'
import { vectorStore } from '../storage/features/vector-store'
import { withRunner } from '../storage/sql-runner'
import type { FeatureReader } from '../usecases/ports'
import { refreshVectors } from '../usecases/refresh-vectors'
import type { Clock } from './clock'
import { startFeatureRefresher, type Refresher } from './feature-refresher'

/** Each question on a connection of its own, so that none is held while features are computed. */
export const readerOver = (pool: Pool): FeatureReader => ({
  races: (...asked) => withRunner(pool, (db) => featureReader(db).races(...asked)),
  lines: (...asked) => withRunner(pool, (db) => featureReader(db).lines(...asked)),
  totals: (...asked) => withRunner(pool, (db) => featureReader(db).totals(...asked)),
  vectors: (...asked) => withRunner(pool, (db) => featureReader(db).vectors(...asked)),
})

/** Races computed in one go: requests wait no longer than that takes. */
const BATCH = 2

interface Stores { readonly pool: Pool; readonly clock: Clock }

/** One round: stores what is missing or out of date; how many races. None before history was gathered. */
export const freshenFeatures = ({ pool, clock }: Stores): ((signal: AbortSignal) => Promise<number>) => {
  const [reader, store] = [readerOver(pool), vectorStore(pool)]
  return async (signal) => {
    if (!(await withRunner(pool, historyBuilt))) return 0
    return refreshVectors({ reader, store, signal, batch: BATCH, progress: () => undefined }, clock.now().getTime() as Instant)
  }
}

/** Keeps features of races to come stored while the gateway runs. */
export const keepFeaturesFresh = ({ everyMs, logger, ...stores }: Stores & { readonly everyMs: number; readonly logger: Logger }): Refresher =>
  startFeatureRefresher({ everyMs, logger, refresh: freshenFeatures(stores) })
