import type { Instant } from '../domain/instant'

export interface BreakerTimes { /** Failures on end that open it. */ readonly failures: number; /** How long it is open, milliseconds; twice as long after each trial that fails, up to `mostMs`. */ readonly openMs: number; readonly mostMs: number }
/** `yes`: go on. `trial`: go on, alone, and tell how it ended. `no`: not before `until`. */
export type Pass = { readonly pass: 'yes' | 'trial' } | { readonly pass: 'no'; readonly why: string; readonly until: Instant }

export interface Breaker {
  /** Asks for leave and takes it: a trial is one at a time. */
  enter(now: Instant): Pass
  /** The same without taking it. */
  look(now: Instant): Pass
  succeeded(): void
  /** `atOnce`: this one is enough to open it. `forMs`: for so long, as the provider says. */
  failed(now: Instant, why: string, options?: { readonly atOnce?: boolean; readonly forMs?: number }): void
  /** A trial that told nothing, e.g. because it was given up. */
  undecided(): void
}

/** Keeps requests from a provider that is down, has no credit or does not know the key, and lets one through now and then to see. */
export function createBreaker({ failures, openMs, mostMs }: BreakerTimes): Breaker {
  let inARow = 0
  let open: { readonly until: Instant; readonly why: string; readonly forMs: number } | null = null
  let trial = false
  const look = (now: Instant): Pass => {
    if (open === null) return { pass: 'yes' }
    return now < open.until || trial ? { pass: 'no', why: open.why, until: open.until } : { pass: 'trial' }
  }
  return {
    look,
    enter: (now) => {
      const pass = look(now)
      if (pass.pass === 'trial') trial = true
      return pass
    },
    succeeded: () => { inARow = 0; open = null; trial = false },
    failed: (now, why, { atOnce = false, forMs } = {}) => {
      inARow += 1
      // Requests that were on their way when it opened say nothing new.
      if (open !== null && !trial && now < open.until) return
      const again = open !== null && trial
      trial = false
      if (!again && !atOnce && inARow < failures) return
      const span = forMs ?? Math.min(mostMs, again && open !== null ? open.forMs * 2 : openMs)
      open = { until: now + span as Instant, why, forMs: span }
    },
    undecided: () => { trial = false },
  }
}
