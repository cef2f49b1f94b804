import type { Instant } from './instant'
import type { PriceKind, PriceSource } from './vocabulary'

/** A win price that was offered; decimal odds. `volume` is what had been matched on the runner by then on an exchange, in units of its currency: it only grows. */
export interface PriceFact {
  readonly runnerId: number; readonly source: PriceSource; readonly kind: PriceKind; readonly bookmaker: string; readonly decimal: number
  readonly volume: number | null; readonly at: Instant; readonly knownAt: Instant
}
/** Everything that a market said about a race. Starting prices are what results give. */
export interface MarketFacts { readonly prices: readonly PriceFact[]; readonly startingPrices: ReadonlyMap<number, number> }
