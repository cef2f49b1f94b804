import type { LiveEvent } from '../../domain/live-event'
import type { RaceState } from '../../domain/race-state'

/** The newest state of each race, for subscriptions. */
export interface LiveRaces {
  /** Null where nothing was heard of it. */
  race(raceId: number): RaceState | null
  /** Told after the state has taken them in. */
  onEvents(listener: (events: readonly LiveEvent[]) => void): { close(): void }
  /** Told when events may have been missed, after the state was taken anew. */
  onReset(listener: () => void): { close(): void }
}
