import type { Family, TallyKey } from './families'
import { TALLY_STRIDE } from './tally-columns'

/** Sums of one key, one row a day on which something was added: what they were at the end of that day. */
class Series {
  readonly days: number[] = []
  totals = new Float64Array(2 * TALLY_STRIDE)

  /** Where the sums of `day` stand; a new row begins with those of the day before. */
  rowOf(day: number): number {
    const last = this.days.length - 1
    const start = last * TALLY_STRIDE
    if (last >= 0 && this.days[last] === day) return start
    if (last >= 0 && (this.days[last] as number) > day) throw new RangeError(`day ${day} is folded after day ${this.days[last]}`)
    if (start + TALLY_STRIDE === this.totals.length) this.grow()
    const { totals } = this
    if (last >= 0) for (let i = start; i < start + TALLY_STRIDE; i++) totals[i + TALLY_STRIDE] = totals[i] as number
    this.days.push(day)
    return start + TALLY_STRIDE
  }

  /** Row of the last day before `day`, negative when there is none. */
  before(day: number): number {
    const { days } = this
    let high = days.length
    if (high === 0 || (days[high - 1] as number) < day) return (high - 1) * TALLY_STRIDE
    let low = 0
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((days[middle] as number) < day) low = middle + 1
      else high = middle
    }
    return (low - 1) * TALLY_STRIDE
  }

  private grow(): void {
    const grown = new Float64Array(this.totals.length * 2)
    grown.set(this.totals)
    this.totals = grown
  }
}

/** One row of `tallies`: the sums of a key at the end of a day. */
export interface TallyRow { readonly family: Family; readonly key: string; readonly day: number; readonly totals: Float64Array }

/** Running sums by family and key over days that only go forward. */
export class Tallies {
  private readonly families = new Map<Family, Map<TallyKey, Series>>()

  /** Counts `counters` (TALLY_STRIDE of them) under a key, known from the end of `day` on. Throws RangeError when the key has later days. */
  add(family: Family, key: TallyKey, day: number, counters: Float64Array): void {
    let keys = this.families.get(family)
    if (keys === undefined) this.families.set(family, (keys = new Map()))
    let series = keys.get(key)
    if (series === undefined) keys.set(key, (series = new Series()))
    const start = series.rowOf(day)
    const { totals } = series
    for (let i = 0; i < TALLY_STRIDE; i++) totals[start + i] = (totals[start + i] as number) + (counters[i] as number)
  }

  /** Adds `sign` times the sums over everything before `day` to `into` from `at` on. */
  addBefore(family: Family, key: TallyKey, day: number, sign: 1 | -1, into: Float64Array, at: number): void {
    const series = this.families.get(family)?.get(key)
    const row = series === undefined ? -1 : series.before(day)
    if (series === undefined || row < 0) return
    const { totals } = series
    for (let i = 0; i < TALLY_STRIDE; i++) into[at + i] = (into[at + i] as number) + sign * (totals[row + i] as number)
  }

  /** Every row of `fromDay` or later. */
  * rows(fromDay: number): Generator<TallyRow> {
    for (const [family, keys] of this.families) {
      for (const [key, { days, totals }] of keys) {
        for (let i = 0; i < days.length; i++) {
          const day = days[i] as number
          if (day >= fromDay) yield { family, key: String(key), day, totals: totals.subarray(i * TALLY_STRIDE, (i + 1) * TALLY_STRIDE) }
        }
      }
    }
  }
}
