import type { Instant } from './instant'
import type { RaceCard } from './race-card'
import type { Section } from './sectional'
import type { FinishStatus } from './vocabulary'

/** What came of a race. Kept apart from the card, so that nothing computed before the off can hold it. */
export interface RaceOutcome {
  /** The result cannot be used for anything that is asked at this instant or before. */
  readonly knownAt: Instant
  readonly runners: readonly RunnerOutcome[]
}
export interface RunnerOutcome {
  readonly runnerId: number
  readonly status: FinishStatus
  /** 1 = won; shared in a dead heat; null without a finish. */
  readonly position: number | null
  /** Behind the winner. */
  readonly beatenLengths: number | null
  readonly finishTimeMs: number | null
  /** Decimal. */
  readonly startingPrice: number | null
  readonly prize: number | null
  /** Positions in running, from the start to the post. */
  readonly inRunning: readonly { readonly position: number; readonly marginLengths: number | null }[]
  /** From the start to the post. */
  readonly sections: readonly Section[]
}
export interface FinishedRace { readonly card: RaceCard; readonly outcome: RaceOutcome }
