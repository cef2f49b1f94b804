import type { Instant } from './instant'

/** Names a selection within its market. */
export const selectionKey = (selectionId: number, handicap: number): string => (handicap === 0 ? String(selectionId) : `${selectionId}/${handicap}`)

/** What became of matching one market. `runners` by `selectionKey`: null where none was found. */
export interface MarketMatch { readonly raceId: number | null; readonly runners: ReadonlyMap<string, number | null>; /** Why there is no race, or selections without a runner; empty when all is matched. */ readonly reasons: readonly string[] }

/** A race that a market might be of. */
export interface CandidateRace {
  readonly raceId: number
  readonly meetingId: number
  /** Of the meeting, `YYYY-MM-DD`. */
  readonly date: string
  readonly number: number
  readonly name: string
  readonly offAt: Instant
  readonly offEstimated: boolean
  readonly distanceM: number | null
  readonly venueCode: string
  readonly venueName: string
  readonly country: string
  readonly timezone: string
  readonly synthetic: boolean
  /** Made of a market, for want of a card: gives way to a race of a card. Left out: no. */
  readonly adopted?: boolean
  readonly runners: readonly { readonly runnerId: number; readonly number: number | null; readonly barrier: number | null; readonly name: string; readonly withdrawn: boolean }[]
}
