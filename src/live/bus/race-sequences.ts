import type { LiveEvent } from '../../domain/live-event'
import type { RaceSequences } from './ports'

/** Numbers left out where another worker gave numbers to a race before: it may have given some that were not heard of here. */
const JUMP = 1_000

export interface HeardSequences extends RaceSequences {
  /** To be told what other workers publish. */
  heard(events: readonly LiveEvent[]): void
}

/**
 * In memory, of at most `maxRaces` races. A race that is forgotten goes on above all numbers that were ever forgotten, and a race that another worker had goes on above
 * that worker's: numbers only rise.
 */
export function raceSequences({ maxRaces = 10_000 }: { readonly maxRaces?: number } = {}): HeardSequences {
  /** What was given out here; the race that was used longest ago first. */
  const own = new Map<number, number>()
  const others = new Map<number, number>()
  let floor = 0
  const put = (map: Map<number, number>, raceId: number, sequence: number): number => {
    map.delete(raceId)
    map.set(raceId, sequence)
    const oldest = map.size > maxRaces ? map.entries().next().value : undefined
    if (oldest !== undefined) { map.delete(oldest[0]); floor = Math.max(floor, oldest[1]) }
    return sequence
  }
  const last = (raceId: number): number => own.get(raceId) ?? floor
  const taken = (raceId: number): number => {
    const other = others.get(raceId) ?? 0
    return other > last(raceId) ? other + JUMP : last(raceId)
  }
  return {
    next: (raceId) => put(own, raceId, taken(raceId) + 1),
    atLeast: (raceId, sequence) => { put(own, raceId, Math.max(taken(raceId), sequence)) },
    heard: (events) => { for (const { raceId, sequence } of events) if (sequence > last(raceId) && sequence > (others.get(raceId) ?? 0)) put(others, raceId, sequence) },
  }
}
