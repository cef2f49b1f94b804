import type { Instant } from '../../../domain/instant'
import { untilAborted } from '../../until-aborted'

export interface PacerDeps {
  /** Seconds of the recording in a second; 'max': as fast as it can be taken. */
  readonly speed: number | 'max'
  readonly now: () => Instant
  /** Resolves after so many milliseconds, or when `signal` is aborted. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}
/** Waits until a message is due. */
export interface Pacer { due(at: number, signal: AbortSignal): Promise<void> | void }

/** Who is later than that goes on from where it is: what was missed while the machine slept or the database was slow is not made up for at once. */
const MOST_BEHIND_MS = 1_000
/** setTimeout can wait for 24 days. */
const LONGEST_PAUSE_MS = 86_400_000


export function createPacer({ speed, now, pause = untilAborted }: PacerDeps): Pacer {
  let from: { readonly at: number; readonly on: number } | null = null
  const wait = async (until: number, signal: AbortSignal): Promise<void> => {
    for (let left = until - now(); left > 0 && !signal.aborted; left = until - now()) await pause(Math.min(Math.ceil(left), LONGEST_PAUSE_MS), signal)
  }
  return {
    due(at, signal) {
      if (speed === 'max' || !Number.isFinite(at)) return
      const on = now()
      from ??= { at, on }
      const until = from.on + (at - from.at) / speed
      if (until > on) return wait(until, signal)
      if (on - until > MOST_BEHIND_MS && at > from.at) from = { at, on }
    },
  }
}
