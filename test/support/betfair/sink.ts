import type { Instant } from '../../../src/domain/instant'
import type { MarketView } from '../../../src/domain/market-view'
import type { FeedHealth, FeedSink, MarketChange } from '../../../src/live/feed'
import type { Bell } from './bell'

/** A sink that keeps the newest view of each market and all that it was told, and is as slow as a test wants. */
export interface KeptSink extends FeedSink {
  markets: FeedSink['markets']
  readonly views: Map<string, MarketView>
  readonly batches: { readonly changes: readonly MarketChange[]; readonly receivedAt: Instant }[]
  readonly gone: string[]
  readonly states: FeedHealth[]
  /** From now on every call waits until the test lets it go. */
  slow(): void
  letGo(): void
}
export function keptSink(bell: Bell): KeptSink {
  const views = new Map<string, MarketView>()
  const sink: KeptSink = {
    views, batches: [], gone: [], states: [],
    markets: (changes, receivedAt) => {
      for (const { view } of changes) views.set(view.marketId, view)
      sink.batches.push({ changes, receivedAt })
      bell.ring()
      return isSlow ? new Promise((resolve) => { release = resolve }) : undefined
    },
    evicted: (ids) => { for (const id of ids) { views.delete(id); sink.gone.push(id) } bell.ring() },
    health: (health) => { sink.states.push(health); bell.ring() },
    slow: () => { isSlow = true },
    letGo: () => { isSlow = false; release() },
  }
  let isSlow = false
  let release = (): void => undefined
  return sink
}
