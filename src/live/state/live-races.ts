import { DAY_MS } from '../../domain/instant'
import type { LiveEvent } from '../../domain/live-event'
import type { RaceState } from '../../domain/race-state'
import type { LiveListener } from '../bus/ports'
import { emptyRace, eventsAfter, fold, type FoldedRace } from './race-fold'

export interface LiveRacesLimits {
  /** Beyond so many, the race that was heard of longest ago is forgotten. */
  readonly maxRaces?: number
  /** A race that was not heard of for so long, by the receipt of the newest event of any race, is forgotten, milliseconds. */
  readonly idleMs?: number
}
/** The newest state of each race, folded from what the bus tells. As a listener it goes to `LiveBus.subscribe`. */
export interface LiveRacesState extends LiveListener {
  /** The same as `events`. */
  apply(events: readonly LiveEvent[]): void
  /** Null where nothing was heard of it. */
  race(raceId: number): RaceState | null
  /** The same with what folding needs. */
  folded(raceId: number): FoldedRace | null
  /**
   * Events that take somebody who knows the race as of `sequence` to now, none where nothing changed. Null where that cannot be said, and a snapshot
   * must do: a race that is not known, a number before what is known of it, or one that it has not come to.
   */
  changedSince(raceId: number, sequence: number): readonly LiveEvent[] | null
  /** All that is known, whole, and from which sequence on it is complete by race. */
  standing(): { readonly events: readonly LiveEvent[]; readonly since: ReadonlyMap<number, number> }
  /** Rises with each reset. */
  readonly epoch: number
  readonly size: number
  /** Told after the state has taken them in, of events that were news. */
  onEvents(listener: (events: readonly LiveEvent[]) => void): { close(): void }
  /** Told when events may have been missed, after the state was taken anew. */
  onReset(listener: () => void): { close(): void }
}

interface Entry { readonly race: FoldedRace; readonly heardAt: number }

/**
 * Repeated and out-of-order events change nothing: what has the higher sequence counts. A reset adds what stands at the source and forgets nothing, since a source that was
 * restarted may know less than what subscribers were told already. Bounded: `maxRaces` races, each with at most 200 markets, 32 models and 50 changes.
 */
export function createLiveRaces({ maxRaces = 2_000, idleMs = 7 * DAY_MS }: LiveRacesLimits = {}): LiveRacesState {
  /** The race that was heard of longest ago first. */
  const races = new Map<number, Entry>()
  const [onEvents, onReset] = [new Set<(events: readonly LiveEvent[]) => void>(), new Set<() => void>()]
  let [epoch, newest] = [0, 0]

  const take = (event: LiveEvent): boolean => {
    const before = races.get(event.raceId)
    const known = before?.race ?? emptyRace(event.raceId, event.sequence - 1)
    const race = fold(known, event)
    if (race === known) return false
    races.delete(event.raceId)
    races.set(event.raceId, { race, heardAt: Math.max(before?.heardAt ?? 0, event.receivedAt) })
    newest = Math.max(newest, event.receivedAt)
    return true
  }
  const forget = (): void => {
    for (const [raceId, { heardAt }] of races) {
      if (races.size <= maxRaces && newest - heardAt <= idleMs) break
      races.delete(raceId)
    }
  }
  const apply = (events: readonly LiveEvent[]): void => {
    const news = events.filter(take)
    forget()
    if (news.length > 0) for (const listener of onEvents) listener(news)
  }
  return {
    apply,
    events: apply,
    reset: (events, since) => {
      epoch++
      for (const event of events) take(event)
      for (const [raceId, { race, heardAt }] of races) races.set(raceId, { race: { ...race, since: since?.get(raceId) ?? race.sequence }, heardAt })
      forget()
      for (const listener of onReset) listener()
    },
    race: (raceId) => races.get(raceId)?.race ?? null,
    folded: (raceId) => races.get(raceId)?.race ?? null,
    changedSince: (raceId, sequence) => {
      const race = races.get(raceId)?.race
      return race === undefined || sequence < race.since || sequence > race.sequence ? null : eventsAfter(race, sequence)
    },
    standing: () => ({ events: [...races.values()].flatMap(({ race }) => eventsAfter(race, null)), since: new Map([...races].map(([raceId, { race }]) => [raceId, race.since])) }),
    get epoch() { return epoch },
    get size() { return races.size },
    onEvents: (listener) => listen(onEvents, listener),
    onReset: (listener) => listen(onReset, listener),
  }
}
const listen = <T>(to: Set<T>, listener: T): { close(): void } => {
  to.add(listener)
  return { close: () => { to.delete(listener) } }
}
