import type { Instant } from '../../../domain/instant'

export interface SimulatedRunner {
  readonly runnerId: number
  readonly number: number | null
  readonly barrier: number | null
  readonly name: string
  readonly withdrawn: boolean
  /** Decimal odds that were last offered; null where none are known. */
  readonly price: number | null
  /** In the result; null without one. */
  readonly position: number | null
}
/** An invented race as the card has it now. */
export interface SimulatedRace {
  readonly raceId: number
  /** Names its market. */
  readonly sourceId: string
  readonly meetingId: string
  readonly number: number
  readonly distanceM: number | null
  readonly venue: string
  readonly timezone: string
  /** Appointed. */
  readonly offAt: Instant
  /** Null while nobody says that they have jumped. */
  readonly jumpedAt: Instant | null
  /** ABANDONED or VOID. */
  readonly calledOff: boolean
  /** The result is official. */
  readonly settled: boolean
  /** Those with a start, and those that lost theirs. */
  readonly runners: readonly SimulatedRunner[]
}
