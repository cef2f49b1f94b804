import type { Instant } from '../domain/instant'
import type { DataSource } from '../domain/vocabulary'
import type { FeatureName } from '../features/registry'
import type { RaceTable } from '../models/data/race-table'
import { isFinished, isWithin, type DateRange } from './compute-vectors'
import { gatherStarters } from './gather-starters'
import { passThroughHistory, type MarketInstant } from './pass-through-history'
import type { HistoryFeed } from './ports'

/** How the races of a question are seen. */
export interface Seen {
  readonly range: DateRange
  /** Null for all. */
  readonly source: DataSource | null
  /** Minutes before the off at which card and history are seen. */
  readonly minutesBefore: number
  readonly market: MarketInstant
}
const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
/** UTC days by which an instant may lie before that of the off. */
export const leadDaysOf = (minutesBefore: number): number => 1 + Math.floor(minutesBefore / DAY_MINUTES)
export const seenBefore = (offAt: Instant, minutesBefore: number): Instant => (offAt - minutesBefore * MINUTE_MS) as Instant

export interface GatherRun {
  readonly feed: HistoryFeed
  readonly signal: AbortSignal
  readonly progress: (races: number, runners: number) => void
}
/** Finished races with these features and what came of them, by one pass over history. Interrupted, it holds a part: look at the signal. */
export const gatherRaces = ({ feed, signal, progress }: GatherRun, { range, source, minutesBefore, market }: Seen, names: Iterable<FeatureName>): Promise<RaceTable> => gatherStarters(passThroughHistory(feed, {
  names, market, signal, progress, leadDays: leadDaysOf(minutesBefore),
  asOf: (facts) => (isFinished(facts) && isWithin(range, facts.card.date) && (source === null || facts.card.source === source) ? seenBefore(facts.card.offAt, minutesBefore) : null),
}))
