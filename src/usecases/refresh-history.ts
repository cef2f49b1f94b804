import { History } from '../features/history/history'
import { passThroughHistory } from './pass-through-history'
import type { HistoryFeed, HistoryStore } from './ports'

export interface RefreshHistoryDeps {
  readonly feed: HistoryFeed
  readonly store: HistoryStore
  /** Races read so far, and those there are. */
  readonly progress: (done: number, total: number) => void
  readonly signal: AbortSignal
}
/** `current`: nothing was imported since, nothing was done. `interrupted`: what was stored before is still there, whole. */
export type HistoryRefresh = 'current' | 'built' | 'interrupted'

/** Builds run lines and tallies anew when anything was imported since they were built, or when they were built by other rules. */
export async function refreshHistory({ feed, store, progress, signal }: RefreshHistoryDeps): Promise<HistoryRefresh> {
  const { facts, builtFrom } = await store.status()
  if (facts === builtFrom) return 'current'
  const { races: total } = await feed.size()
  const history = new History()
  const pass = passThroughHistory(feed, { asOf: () => null, market: 'as-of', signal, progress: (races) => { progress(races, total) } }, history)
  for await (const _ of pass) { /* nobody is asked about: it only folds */ }
  if (signal.aborted) return 'interrupted'
  await store.replace(history, facts)
  return 'built'
}
