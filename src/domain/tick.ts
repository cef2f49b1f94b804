import type { Instant } from './instant'
import type { SelectionStatus } from './vocabulary'

/** A selection after a change, as it is stored. Offers are the best of each side; null where there is none. */
export interface Tick {
  /** Of the row in `markets`. */
  readonly marketId: number
  readonly selectionId: number
  readonly handicap: number
  readonly raceId: number | null
  readonly runnerId: number | null
  readonly sequence: number
  readonly at: Instant
  readonly receivedAt: Instant
  readonly status: SelectionStatus
  readonly inPlay: boolean
  readonly back: number | null
  readonly backSize: number | null
  readonly lay: number | null
  readonly laySize: number | null
  readonly lastTraded: number | null
  readonly matched: number | null
}
