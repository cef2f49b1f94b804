import type { LiveEvent } from '../../domain/live-event'

/** What API processes are told of. One order for each race. */
export interface LiveBus {
  /** Never waits. While the line is down the newest state is kept, and sent whole when it is back. */
  publish(events: readonly LiveEvent[]): void
  /**
   * `reset` first, with all that stands now (whole odds events, the last prediction of each model, the last race events of each race), then events
   * as they come; `reset` again whenever events may have been missed.
   */
  subscribe(listener: LiveListener): LiveSubscription
  close(): Promise<void>
}
export interface LiveListener {
  /** `since`: by race, the sequence from which on `events` leave nothing out; where it is not told, only what comes after them is sure. */
  reset(events: readonly LiveEvent[], since?: ReadonlyMap<number, number>): void
  events(events: readonly LiveEvent[]): void
}
export interface LiveSubscription { close(): void }

/** Numbers of events, by race. */
export interface RaceSequences {
  /** The next number of the race. `stored`: what is known to have been given out, e.g. by ticks in the database. */
  next(raceId: number): number
  /** To be called when a market of the race is taken over. */
  atLeast(raceId: number, sequence: number): void
}
