import type { Instant } from '../../domain/instant'
import type { LiveMarket, LivePrice } from '../../domain/live-event'
import type { MarketView } from '../../domain/market-view'
import type { Tick } from '../../domain/tick'
import type { KnownMarket } from './ports'

/** A market that this worker holds: what it is of, and what was told of it last. */
export interface Taken {
  readonly market: KnownMarket
  readonly resolvedAt: Instant
  readonly view: MarketView
  readonly sequence: number
  /** By selection. */
  readonly ticks: Map<string, Tick>
  /** By runner. */
  readonly prices: Map<number, LivePrice>
  readonly removed: Set<number>
  /** Whether the whole of it was published since it was taken, or since it is of another race or of other runners. */
  told: boolean
  resolved(market: KnownMarket, at: Instant): void
  stands(view: MarketView, sequence: number): void
  live(raceId: number): LiveMarket
}

const hasSameRunners = ({ runners }: KnownMarket, before: KnownMarket): boolean => [...new Set([...runners.keys(), ...before.runners.keys()])].every((key) => (runners.get(key) ?? null) === (before.runners.get(key) ?? null))

export function createTaken(first: KnownMarket, view: MarketView, at: Instant): Taken {
  let [market, resolvedAt, now, sequence] = [first, at, view, first.sequence]
  const taken: Taken = {
    ticks: new Map(), prices: new Map(), removed: new Set(), told: false,
    get market() { return market },
    get resolvedAt() { return resolvedAt },
    get view() { return now },
    get sequence() { return sequence },
    resolved: (next, when) => {
      if (next.raceId !== market.raceId || !hasSameRunners(next, market)) { taken.prices.clear(); taken.removed.clear(); taken.told = false }
      ;[market, resolvedAt] = [next, when]
    },
    stands: (next, number) => { [now, sequence] = [next, number] },
    live: (raceId) => {
      const { feed, marketId, type, source, bookmaker, synthetic, status, inPlay, version, matched, overround, stale, publishedAt } = now
      return { id: market.id, raceId, feed, marketId, type, source, bookmaker, synthetic, status, inPlay, version, matched, overround, stale, sequence, at: publishedAt }
    },
  }
  return taken
}
