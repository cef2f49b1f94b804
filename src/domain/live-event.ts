import type { Instant } from './instant'
import type { Offer } from './market-view'
import type { RaceBlend } from './race-blend'
import type { ChangeKind, MarketStatus, MarketType, PriceSource, RaceStatus, RepricingReason, SelectionStatus } from './vocabulary'

/*
 * What travels from the worker that holds a market to every process that serves subscribers. Plain JSON.
 * `sequence` counts the events of one race, of all kinds together, from 1; it only rises, over restarts too, and may leave numbers out.
 */

/** The price of a runner in one market. */
export interface LivePrice {
  readonly runnerId: number
  /** At which it last changed. */
  readonly sequence: number
  readonly at: Instant
  readonly status: SelectionStatus
  /** What is shown as its price: the best back, else the last traded; null without either, and for a runner that is out. */
  readonly decimal: number | null
  /** The one before it; null for the first. */
  readonly previous: number | null
  /** The first that was seen. */
  readonly open: number | null
  readonly back: readonly Offer[]
  readonly lay: readonly Offer[]
  readonly lastTraded: number | null
  readonly matched: number | null
  readonly nearPrice: number | null
  readonly farPrice: number | null
  readonly startingPrice: number | null
  readonly adjustmentFactor: number | null
}
/** A market of a race without its prices. `id`: of its row in `markets`. */
export interface LiveMarket {
  readonly id: number
  readonly raceId: number
  readonly feed: string
  readonly marketId: string
  readonly type: MarketType
  readonly source: PriceSource
  readonly bookmaker: string
  readonly synthetic: boolean
  readonly status: MarketStatus
  readonly inPlay: boolean
  readonly version: number | null
  readonly matched: number | null
  readonly overround: number | null
  readonly stale: boolean
  /** At which the market or any of its prices last changed. */
  readonly sequence: number
  readonly at: Instant
}
interface OfRace { readonly raceId: number; readonly sequence: number; /** When it was true at the source. */ readonly at: Instant; /** When the worker had it. */ readonly receivedAt: Instant }

export interface OddsEvent extends OfRace {
  readonly kind: 'odds'
  readonly market: LiveMarket
  /** What changed; of all runners that the market knows where `whole`. */
  readonly prices: readonly LivePrice[]
  /** Takes the place of all that was known of the market. */
  readonly whole: boolean
}
/** A prediction as it travels: what `FullPrediction` is made from again. Numbers as base64 of float64, little endian. */
export interface PublishedPrediction {
  readonly model: { readonly name: string; readonly version: number }
  readonly featureSet: string
  readonly asOf: Instant
  readonly marketAt: Instant
  readonly generatedAt: Instant
  readonly stale: boolean
  /** Ascending. */
  readonly runnerIds: readonly number[]
  /** One a runner, sum 1. */
  readonly chances: readonly number[]
  /** The features that the model reads, in its order; one value a runner each, all in one. Of a blend, the chances that it blends after them. */
  readonly inputs: string
  /** Left out: no language model has a part in it. */
  readonly blend?: RaceBlend
}
export interface PredictionEvent extends OfRace { readonly kind: 'prediction'; readonly reason: RepricingReason; readonly prediction: PublishedPrediction }
export interface RaceChange { readonly kind: ChangeKind; readonly /** Of its row in `change_events`. */ id: number; readonly runnerId: number | null; readonly text: string }
export interface RaceEvent extends OfRace { readonly kind: 'race'; readonly meetingId: number; readonly status: RaceStatus; /** Null where the status alone changed, a result among them. */ readonly change: RaceChange | null }

export type LiveEvent = OddsEvent | PredictionEvent | RaceEvent
