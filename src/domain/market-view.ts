import type { Instant } from './instant'
import type { MarketStatus, MarketType, PriceSource, SelectionStatus } from './vocabulary'

/** A price that can be had. `size`: stake on offer in the market's currency; null where the source tells none. */
export interface Offer { readonly price: number; readonly size: number | null }

/** Most offers of a side that a view keeps. */
export const VIEW_DEPTH = 10

/** One selection of a market as it stands after a message. Numbers that the source does not give, `NaN` and `Infinity` are null, never 0. */
export interface SelectionView {
  readonly selectionId: number
  /** 0 in markets without handicaps, which is all of racing. */
  readonly handicap: number
  readonly name: string | null
  readonly status: SelectionStatus
  readonly sortPriority: number | null
  /** Saddle-cloth number and stall, where the source tells them apart from the name; left out or null where it does not. */
  readonly clothNumber?: number | null
  readonly stallDraw?: number | null
  /** Best first, at most VIEW_DEPTH; empty for a selection that is out. */
  readonly back: readonly Offer[]
  readonly lay: readonly Offer[]
  readonly lastTraded: number | null
  /** Stakes matched so far. After the settlement, which wipes them at the source, what they were before it. */
  readonly matched: number | null
  readonly nearPrice: number | null
  readonly farPrice: number | null
  /** Betfair starting price, once reconciled. */
  readonly startingPrice: number | null
  /** Reduction of prices when it is removed, per cent. */
  readonly adjustmentFactor: number | null
  readonly removedAt: Instant | null
}

/** What a source says of the race that a market is of: what it is matched by. */
export interface MarketEvent {
  readonly eventId: string | null
  /** e.g. `Lingfield 6th Jan`. */
  readonly eventName: string | null
  /** e.g. `R3 1200m Hcap`. */
  readonly marketName: string | null
  readonly venue: string | null
  /** ISO 3166 alpha-2, as the source writes it. */
  readonly countryCode: string | null
  readonly timezone: string | null
  /** Advertised start. */
  readonly startsAt: Instant
  readonly raceNumber: number | null
  readonly numberOfWinners: number | null
}

/** A market as it stands after a message. Immutable: whoever holds it sees what was true then. */
export interface MarketView {
  /** Name of the feed that it came by, e.g. `betfair`, `simulator`. `(feed, marketId)` names a market. */
  readonly feed: string
  readonly marketId: string
  /** EXCHANGE or FIXED. */
  readonly source: PriceSource
  /** Who makes the prices, e.g. `Betfair`; '' where nobody does in particular. */
  readonly bookmaker: string
  /** Invented, by the simulator. */
  readonly synthetic: boolean
  readonly type: MarketType
  readonly status: MarketStatus
  readonly inPlay: boolean
  readonly version: number | null
  readonly publishedAt: Instant
  readonly matched: number | null
  /** Sum of 1 / best back over active selections; null unless all of them have one. */
  readonly overround: number | null
  readonly bspReconciled: boolean
  /** The source says that its data are late, or the line is down: the last known prices. */
  readonly stale: boolean
  readonly event: MarketEvent
  readonly selections: readonly SelectionView[]
}
