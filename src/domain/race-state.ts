import type { Instant } from './instant'
import type { LiveMarket, LivePrice, PredictionEvent, RaceEvent } from './live-event'

/** A market as it stands, with the price of every runner that it knows. */
export interface MarketState { readonly market: LiveMarket; readonly prices: ReadonlyMap<number, LivePrice>; /** When the worker had the newest of it. */ readonly receivedAt: Instant }

/** What is known of a race now. Immutable parts: whoever holds one sees what was true then. */
export interface RaceState {
  readonly raceId: number
  /** Of the last event. */
  readonly sequence: number
  /** The sequence from which on nothing was missed: what changed since one that is not before it can be told exactly. */
  readonly since: number
  /** By the id of the market. */
  readonly markets: ReadonlyMap<number, MarketState>
  /** The last of each model, by `name@version`. */
  readonly predictions: ReadonlyMap<string, PredictionEvent>
  /** The last few, oldest first. */
  readonly changes: readonly RaceEvent[]
}
