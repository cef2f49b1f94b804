import type { Instant } from '../domain/instant'
import { refreshHistory, type HistoryRefresh } from '../usecases/refresh-history'
import { refreshVectors } from '../usecases/refresh-vectors'
import type { Clock } from './clock'
import { withFeatureStorage, type FeatureStorage } from './feature-storage'
import type { Progress } from './progress'

export interface FeatureRun {
  readonly databaseUrl: string
  readonly clock: Clock
  /** Aborted: whole races only are left, and no half-built history. */
  readonly signal: AbortSignal
  /** A bar for one step of the work. */
  readonly progress: (label: string, unit: string) => Progress
}

/** Lines and tallies, built anew where an import has come since. */
export const refreshHistoryIn = async ({ progress, signal }: FeatureRun, { feed, history }: FeatureStorage): Promise<HistoryRefresh> => {
  const bar = progress('Folding history', 'races')
  try { return await refreshHistory({ feed, store: history, signal, progress: (done, total) => { bar.update(done, total) } }) } finally { bar.finish() }
}
/** Features of races to come that are missing or old; how many were stored. */
export const refreshVectorsIn = ({ progress, signal, clock }: FeatureRun, { withReader, vectors }: FeatureStorage): Promise<number> => withReader(async (reader) => {
  const bar = progress('Features of races to come', 'races')
  try { return await refreshVectors({ reader, store: vectors, signal, progress: (done, total) => { bar.update(done, total) } }, clock.now().getTime() as Instant) } finally { bar.finish() }
})

/** Brings what features are read from, and the stored ones of races to come, up to date with the imports. */
export const refreshFeatures = (run: FeatureRun): Promise<{ readonly history: HistoryRefresh; readonly toCome: number }> => withFeatureStorage(run.databaseUrl, async (storage) => {
  const history = await refreshHistoryIn(run, storage)
  return { history, toCome: history === 'interrupted' ? 0 : await refreshVectorsIn(run, storage) }
})

/** The same of lines and tallies alone. */
export const refreshHistoryOnly = (run: FeatureRun): Promise<HistoryRefresh> => withFeatureStorage(run.databaseUrl, (storage) => refreshHistoryIn(run, storage))

/** For after an import, which stays whatever becomes of this: a failure is said in a line, and the next import, start or `features compute` tries again. */
export const orSay = async (work: Promise<unknown>, say: (line: string) => void): Promise<void> => {
  try { await work } catch (error) {
    say(`What was imported is stored, but its features could not be brought up to date (${error instanceof Error ? error.message : String(error)}). "racegraph features compute" tries again, and so does the next import or start.`)
  }
}
