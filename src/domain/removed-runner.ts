import type { Instant } from './instant'

/** A runner that a market of its race removed. */
export interface RemovedRunner {
  readonly raceId: number
  readonly runnerId: number
  readonly at: Instant
  readonly feed: string
  readonly marketId: string
  readonly selectionId: number
  readonly bookmaker: string
}
