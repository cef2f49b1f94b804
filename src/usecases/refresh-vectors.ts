import type { Instant } from '../domain/instant'
import { FEATURES } from '../features/registry'
import type { FeatureReader, VectorStore } from './ports'
import { computeRaceFeatures } from './race-features'

export interface RefreshVectorsDeps {
  readonly reader: FeatureReader
  readonly store: VectorStore
  /** Races done so far, and those that were due. */
  readonly progress: (done: number, total: number) => void
  readonly signal: AbortSignal
  /** Races read and computed at once; fewer leave more room for others on the same thread. */
  readonly batch?: number
}
/** Two or three meetings, often with the same people and sires. */
const BATCH = 24
const ALL = FEATURES.map(({ name }) => name)

/** Computes and stores the features, as of `now`, of races to come whose stored ones are missing or old. Stops between batches; how many were stored. */
export async function refreshVectors({ reader, store, progress, signal, batch = BATCH }: RefreshVectorsDeps, now: Instant): Promise<number> {
  const due = await store.due(now)
  let done = 0
  for (let from = 0; from < due.length && !signal.aborted; from += batch) {
    const raceIds = due.slice(from, from + batch)
    const computed = await computeRaceFeatures(reader, raceIds.map((raceId) => ({ raceId, asOf: now })), ALL)
    const vectors = computed.flatMap((race) => (race === null ? [] : [{ raceId: race.raceId, asOf: race.marketAt, runnerIds: race.runnerIds, columns: race.columns }]))
    await store.write(vectors)
    done += vectors.length
    progress(from + raceIds.length, due.length)
  }
  return done
}
