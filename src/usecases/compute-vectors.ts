import type { Instant } from '../domain/instant'
import { isTrial } from '../domain/trial'
import type { FeatureColumns } from '../features/compute'
import { passThroughHistory, type HistoryChunk } from './pass-through-history'
import type { HistoryFeed, RaceFacts, StoredVectors, VectorStore } from './ports'

/** Dates of meetings, `YYYY-MM-DD`, both included; null = open. */
export interface DateRange { readonly from: string | null; readonly to: string | null }
export const isWithin = ({ from, to }: DateRange, date: string): boolean => (from === null || date >= from) && (to === null || date <= to)

/** Finished races proper: rehearsals are not bet on and have no features of their own. */
export const isFinished = ({ card, outcome }: RaceFacts): boolean => outcome !== null && !isTrial(card.kind)

export interface ComputeVectorsDeps {
  readonly feed: HistoryFeed
  readonly store: VectorStore
  readonly progress: (done: { readonly races: number; readonly runners: number; readonly stored: number }, total: { readonly races: number; readonly runners: number }) => void
  readonly signal: AbortSignal
}
export interface ComputeReport { readonly races: number; readonly runners: number; /** Races whose stored features hold already. */ readonly skipped: number; readonly interrupted: boolean }

/** Computes and stores the features of finished races as of their off, starting prices included. Races done before are skipped; an interruption leaves whole races only. */
export async function computeVectors({ feed, store, progress, signal }: ComputeVectorsDeps, range: DateRange): Promise<ComputeReport> {
  const [done, total] = [await store.done(range), await feed.size()]
  const wanted = (facts: RaceFacts): boolean => isFinished(facts) && isWithin(range, facts.card.date)
  let [races, runners, skipped] = [0, 0, 0]
  const asOf = (facts: RaceFacts): Instant | null => {
    if (!wanted(facts)) return null
    if (done.has(facts.card.raceId)) { skipped++; return null }
    return facts.card.offAt
  }
  const pass = passThroughHistory(feed, { asOf, market: 'closing', signal, progress: (readRaces, readRunners) => { progress({ races: readRaces, runners: readRunners, stored: races }, total) } })
  for await (const chunk of pass) {
    await store.write(vectorsOf(chunk))
    races += chunk.races.length
    runners += chunk.runnerIds.length
  }
  return { races, runners, skipped, interrupted: signal.aborted }
}

/** The races of a chunk one by one, runners ascending by number, as they are stored. */
export const vectorsOf = ({ races, runnerIds, raceStart, columns }: HistoryChunk): readonly Omit<StoredVectors, 'stale'>[] => races.map(({ facts, marketAt }, r) => {
  const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
  const places = Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => (runnerIds[a] as number) - (runnerIds[b] as number))
  return { raceId: facts.card.raceId, asOf: marketAt, runnerIds: places.map((i) => runnerIds[i] as number), columns: pick(columns, places) }
})
const pick = (columns: FeatureColumns, places: readonly number[]): FeatureColumns => new Map([...columns].map(([name, values]) => [name, Float64Array.from(places, (i) => values[i] as number)]))
