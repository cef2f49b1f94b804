import type { KnownBefore } from '../../domain/as-of'
import type { Family, TallyKey } from './families'
import type { RunStore } from './run-store'

/** What features may know of earlier days. The fold of all of history is one; rows read from the database for a few races are another. */
export interface KnownHistory extends KnownBefore {
  readonly runs: RunStore
  /** Rows of `runs`: the starts of a horse, oldest first. */
  past(horseId: number): readonly number[]
  /** Its barrier trials, oldest first. */
  trials(horseId: number): readonly number[]
  /**
   * Adds `sign` times what was known before `day`: of the counters `picks[0]`, `picks[2]` ... to the places `picks[1]`, `picks[3]` ...
   * of `into`, counted from `at`.
   */
  addBefore(family: Family, key: TallyKey, day: number, sign: 1 | -1, picks: Int32Array, into: Float64Array, at: number): void
}
