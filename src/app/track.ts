import type { Instant } from '../domain/instant'
import { scoreStore } from '../storage/ledger/score-store'
import { createPool } from '../storage/pool'
import { withRunner } from '../storage/sql-runner'
import type { AlertSettings } from '../usecases/performance-alert'
import { modelPerformance, type ModelPerformance } from '../usecases/model-performance'
import type { ModelStore, ScoreStore, SqlRunner } from '../usecases/ports'
import type { LoadedModels } from '../usecases/prediction'
import { trackPredictions, type TrackReport } from '../usecases/track-predictions'
import { driftReferences } from './drift-references'
import type { FeatureRun } from './refresh-features'

export interface TrackRun extends FeatureRun { readonly store: ModelStore; readonly cards: LoadedModels['cards']; readonly alert: AlertSettings }
interface Range { readonly from: string | null; readonly to: string | null }

const withStore = async <T>(databaseUrl: string, use: (store: ScoreStore) => Promise<T>): Promise<T> => {
  const pool = createPool({ url: databaseUrl, size: 1, statementTimeoutMs: 0, applicationName: 'racegraph track' })
  try { return await withRunner(pool, (db) => use(scoreStore(db as SqlRunner))) } finally { await pool.end() }
}
const score = async ({ signal, progress, clock }: FeatureRun, store: ScoreStore, models: Pick<ModelStore, 'read'>, range: Range): Promise<TrackReport> => {
  const bar = progress('Scoring what was served', 'races')
  try {
    return await trackPredictions({ store, reference: driftReferences(models), now: clock.now().getTime() as Instant, signal, progress: (done, total) => { bar.update(done, total) } }, { ...range, since: null })
  } finally { bar.finish() }
}

/** Scores of every race and model whose result came or was corrected since. */
export const scoreServed = (run: FeatureRun, models: Pick<ModelStore, 'read'>): Promise<TrackReport> => withStore(run.databaseUrl, (store) => score(run, store, models, { from: null, to: null }))

/** For after an import, which stays whatever becomes of this. */
export const orSayOfScores = async (work: Promise<unknown>, say: (line: string) => void): Promise<void> => {
  try { await work } catch (error) {
    say(`What was imported is stored, but what was served could not be scored (${error instanceof Error ? error.message : String(error)}). "racegraph track" tries again, and so does the next import.`)
  }
}

/** The same, of the days of the range; then how each version that was served did on them. */
export const trackRange = (run: TrackRun, range: Range): Promise<TrackReport & { readonly performance: readonly ModelPerformance[] }> => withStore(run.databaseUrl, async (store) => {
  const report = await score(run, store, run.store, range)
  const reference = driftReferences(run.store)
  const performance: ModelPerformance[] = []
  for (const { name, version } of await store.models()) {
    if (run.signal.aborted) break
    const one = await modelPerformance({ store, cards: run.cards, reference, now: run.clock.now().getTime() as Instant, alert: run.alert, mostDays: Infinity }, { model: `${name}@${version}`, ...range })
    if (one !== null && one.scores.races > 0) performance.push(one)
  }
  return { ...report, performance }
})
