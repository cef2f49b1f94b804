import type { Instant } from '../../domain/instant'
import type { CandidateRace, MarketMatch } from '../../domain/market-match'
import type { MarketEvent, MarketView } from '../../domain/market-view'
import type { Tick } from '../../domain/tick'
import type { MarketStatus, MarketType, PriceSource } from '../../domain/vocabulary'

/** A market that the database knows, with what its selections were matched to. */
export interface KnownMarket {
  readonly id: number
  readonly feed: string
  readonly marketId: string
  readonly raceId: number | null
  /** Runners by selection (`selectionKey`); null or left out: not matched. */
  readonly runners: ReadonlyMap<string, number | null>
  /** Put right by hand: matching leaves it alone. */
  readonly mended: boolean
  /** Why it has no race, or selections no runner; empty when all is matched. */
  readonly reasons: readonly string[]
  /** The highest sequence that was stored of its race; 0 for none. */
  readonly sequence: number
}

export interface UnmatchedMarket { readonly id: number; readonly feed: string; readonly marketId: string; readonly type: MarketType; readonly source: PriceSource; readonly status: MarketStatus; readonly event: MarketEvent; readonly reasons: readonly string[] }

/** Markets and what they are of. */
export interface MarketStore {
  find(feed: string, marketId: string): Promise<KnownMarket | null>
  /** Stores the market as it stands and what it was matched to (kept as it is where `match` is null), and gives it its id. What was mended by hand stays. */
  keep(view: MarketView, match: MarketMatch | null): Promise<KnownMarket>
  /** The state of markets that changed since, without their prices. */
  update(states: readonly { readonly id: number; readonly sequence: number; readonly view: MarketView }[]): Promise<void>
  unmatched(): Promise<readonly UnmatchedMarket[]>
  /** By hand. @throws AppError BAD_USER_INPUT for a market, race, runner or selection that does not exist or does not belong there */
  mend(marketId: number, raceId: number | null, runners: ReadonlyMap<string, number | null>): Promise<void>
}

/** Races that a market might be of. */
export interface CandidateRaces { around(at: Instant, withinMs: number): Promise<readonly CandidateRace[]> }

/** Ticks that are to be stored, on disk before they are acknowledged. */
export interface TickStore {
  /** Resolves when the ticks are on disk and will be in the database, whatever dies. Waits while the spool is full: nothing is dropped. */
  append(ticks: readonly Tick[]): Promise<void>
  /** Everything that was appended is in the database. */
  flush(): Promise<void>
  /** Rows that are on disk and not in the database yet. */
  readonly waiting: number
  close(): Promise<void>
}
