import type { Family, TallyKey } from './families'
import type { KnownHistory } from './known-history'
import { RunStore } from './run-store'
import { LAYOUTS } from './kept-counters'
import { addPicked } from './tallies'

export interface HorseLines { readonly horseId: number; readonly trial: boolean; /** Rows of RUN_COLUMNS, oldest first. */ readonly lines: Float64Array }
/** Sums of a key over everything before a day. */
export interface TotalsKey { readonly family: Family; readonly key: TallyKey; readonly day: number }
export const totalsName = ({ family, key, day }: TotalsKey): string => `${family} ${key} ${day}`

const NONE: readonly number[] = []

/** The history of a few horses and keys, read from where the fold left it. What was not loaded is as if it had not been. */
export class LoadedHistory implements KnownHistory {
  readonly runs: RunStore
  private readonly starts = new Map<number, readonly number[]>()
  private readonly rehearsals = new Map<number, readonly number[]>()

  constructor(readonly day: number, horses: readonly HorseLines[], private readonly totals: ReadonlyMap<string, Float64Array>) {
    this.runs = new RunStore(64)
    for (const { horseId, trial, lines } of horses) {
      const first = this.runs.append(lines)
      const rows = Array.from({ length: this.runs.length - first }, (_, i) => first + i)
      ;(trial ? this.rehearsals : this.starts).set(horseId, rows)
    }
  }

  past(horseId: number): readonly number[] { return this.starts.get(horseId) ?? NONE }
  trials(horseId: number): readonly number[] { return this.rehearsals.get(horseId) ?? NONE }
  addBefore(family: Family, key: TallyKey, day: number, sign: 1 | -1, picks: Int32Array, into: Float64Array, at: number): void {
    const totals = this.totals.get(totalsName({ family, key, day }))
    if (totals !== undefined) addPicked(totals, 0, LAYOUTS[family], sign, picks, into, at)
  }
}
