import { DAY_MS } from './instant'
import type { FinishStatus, GoingLabel, RacePattern } from './vocabulary'

/** One start of a horse, of which the result is known; lists of them are newest first. Trials are not starts. */
export interface PastRun {
  /** Day of the meeting, `YYYY-MM-DD`. */
  readonly date: string
  readonly status: FinishStatus
  readonly position: number | null
  readonly venueId: number
  readonly distanceM: number | null
  readonly going: GoingLabel | null
  readonly pattern: RacePattern
  readonly jockeyId: number | null
  readonly prize: number | null
  readonly currency: string | null
}

/** Whole days from one day to a later one. */
export const daysBetween = (earlier: string, later: string): number => Math.round((Date.parse(later) - Date.parse(earlier)) / DAY_MS)
