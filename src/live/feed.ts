import type { Instant } from '../domain/instant'
import type { MarketView } from '../domain/market-view'

/** What one message did to one market. */
export interface MarketChange {
  readonly view: MarketView
  /** Places in `view.selections` that differ from the view before. */
  readonly changed: readonly number[]
  /** Status, version, runners or the event differ. */
  readonly definition: boolean
  /** The source sent the whole market anew. */
  readonly image: boolean
}
export interface FeedHealth {
  /** CONNECTING also while it waits before the next attempt; STALE: connected, and the source says that its data are late. */
  readonly state: 'CONNECTING' | 'LIVE' | 'STALE' | 'DOWN'
  readonly detail: string | null
}
/** Where a feed puts what it hears. */
export interface FeedSink {
  /** Whole messages (whole segments), in order. A feed waits for the promise before it gives more: what it cannot hold back meanwhile it conflates by market. */
  markets(changes: readonly MarketChange[], receivedAt: Instant): Promise<void> | void
  /** The source has no more of it: closed and forgotten. */
  evicted(marketIds: readonly string[]): void
  health(health: FeedHealth): void
}
/** A source of markets. */
export interface Feed {
  readonly name: string
  /** Resolves when `signal` is aborted or a recording ends; rejects with an AppError for what no retry mends. */
  run(sink: FeedSink, signal: AbortSignal): Promise<void>
}
