import type { Instant } from '../../../src/domain/instant'
import type { Timers } from '../../../src/domain/timers'
import type { Bell } from './bell'

interface Timer { readonly at: number; readonly ms: number; readonly run: () => void }
/** A clock and timers that a test moves. */
export interface ManualTime {
  readonly timers: Timers
  readonly now: () => Instant
  /** How long each timer that waits was set for, the next first. */
  readonly waiting: () => readonly number[]
  /** Lets so many milliseconds pass, and what is due run in its order. */
  advance(ms: number): void
}
export function createManualTime(startsAt: number, bell: Bell): ManualTime {
  let at = startsAt
  const timers = new Set<Timer>()
  const sorted = (): Timer[] => [...timers].sort((a, b) => a.at - b.at)
  return {
    timers: {
      after: (ms, run) => {
        const timer = { at: at + ms, ms, run }
        timers.add(timer)
        bell.ring()
        return () => { timers.delete(timer); bell.ring() }
      },
    },
    now: () => at as Instant,
    waiting: () => sorted().map(({ ms }) => ms),
    advance(ms) {
      const until = at + ms
      for (let next = sorted()[0]; next !== undefined && next.at <= until; next = sorted()[0]) {
        timers.delete(next)
        at = next.at
        next.run()
      }
      at = until
      bell.ring()
    },
  }
}
