import type { Family } from './families'
import { TALLY_STRIDE } from './tally-columns'

/** Sums of one key, one row a day on which something was added: what they were at the end of that day. */
class Series {
  readonly days: number[] = []
  totals = new Float64Array(4 * TALLY_STRIDE)

  /** Where the sums of `day` stand; a new row begins with those of the day before. */
  rowOf(day: number): number {
    const last = this.days.length - 1
    if (last >= 0 && this.days[last] === day) return last * TALLY_STRIDE
    if (last >= 0 && (this.days[last] as number) > day) throw new RangeError(`day ${day} is folded after day ${this.days[last]}`)
    const start = (last + 1) * TALLY_STRIDE
    if (start === this.totals.length) {
      const grown = new Float64Array(start * 2)
      grown.set(this.totals)
      this.totals = grown
    }
    if (last >= 0) this.totals.copyWithin(start, start - TALLY_STRIDE, start)
    this.days.push(day)
    return start
  }

  /** Row of the last day before `day`, -1 when there is none. */
  before(day: number): number {
    const { days } = this
    let low = 0
    let high = days.length
    if (high > 0 && (days[high - 1] as number) < day) return (high - 1) * TALLY_STRIDE
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((days[middle] as number) < day) low = middle + 1
      else high = middle
    }
    return (low - 1) * TALLY_STRIDE
  }
}

/** One row of `tallies`: the sums of a key at the end of a day. */
export interface TallyRow { readonly family: Family; readonly key: string; readonly day: number; readonly totals: Float64Array }

/** Running sums by family and key over days that only go forward. */
export class Tallies {
  private readonly families = new Map<Family, Map<string, Series>>()

  /** The row to add to; written to in place until the next day begins. */
  rowFor(family: Family, key: string, day: number): { readonly totals: Float64Array; readonly start: number } {
    let series = this.seriesOf(family).get(key)
    if (series === undefined) this.seriesOf(family).set(key, (series = new Series()))
    const start = series.rowOf(day)
    return { totals: series.totals, start }
  }

  /** Adds `sign` times the sums over everything before `day` to `into` from `at` on. */
  addBefore(family: Family, key: string, day: number, sign: 1 | -1, into: Float64Array, at: number): void {
    const series = this.families.get(family)?.get(key)
    const row = series === undefined ? -1 : series.before(day)
    if (series === undefined || row < 0) return
    for (let i = 0; i < TALLY_STRIDE; i++) into[at + i] = (into[at + i] as number) + sign * (series.totals[row + i] as number)
  }

  /** Every row of `fromDay` or later. */
  * rows(fromDay: number): Generator<TallyRow> {
    for (const [family, keys] of this.families) {
      for (const [key, { days, totals }] of keys) {
        for (let i = 0; i < days.length; i++) {
          const day = days[i] as number
          if (day >= fromDay) yield { family, key, day, totals: totals.subarray(i * TALLY_STRIDE, (i + 1) * TALLY_STRIDE) }
        }
      }
    }
  }

  private seriesOf(family: Family): Map<string, Series> {
    let keys = this.families.get(family)
    if (keys === undefined) this.families.set(family, (keys = new Map()))
    return keys
  }
}
