import type { Family, TallyKey } from './families'
import { TALLY_STRIDE } from './tally-columns'

/** Sums of one key: what they were at the end of each day on which something was added. Row `rows[i]` of the pool is that of `days[i]`. */
class Series {
  readonly days: number[] = []
  readonly rows: number[] = []
  lastDay = -Infinity
  lastRow = -1

  append(day: number, row: number): void {
    this.days.push(day)
    this.rows.push(row)
    this.lastDay = day
    this.lastRow = row
  }

  /** Row of the last day before `day`, -1 when there is none. */
  before(day: number): number {
    if (this.lastDay < day) return this.lastRow
    const { days, rows } = this
    let low = 0
    let high = days.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((days[middle] as number) < day) low = middle + 1
      else high = middle
    }
    return low === 0 ? -1 : (rows[low - 1] as number)
  }
}

/** One row of `tallies`: the sums of a key at the end of a day. */
export interface TallyRow { readonly family: Family; readonly key: string; readonly day: number; readonly totals: Float64Array }

/** See `KnownHistory.addBefore`; `from` is where the row begins. */
export function addPicked(totals: Float64Array, from: number, sign: 1 | -1, picks: Int32Array, into: Float64Array, at: number): void {
  for (let i = 0; i < picks.length; i += 2) {
    const place = at + (picks[i + 1] as number)
    into[place] = (into[place] as number) + sign * (totals[from + (picks[i] as number)] as number)
  }
}

const FIRST_ROWS = 4_096

/** Running sums by family and key over days that only go forward. Rows of all keys lie in one pool. */
export class Tallies {
  private readonly families = new Map<Family, Map<TallyKey, Series>>()
  private pool = new Float64Array(FIRST_ROWS * TALLY_STRIDE)
  private count = 0

  /** Counts `counters` (TALLY_STRIDE of them) under a key, known from the end of `day` on. Throws RangeError when the key has later days. */
  add(family: Family, key: TallyKey, day: number, counters: Float64Array): void {
    const start = this.rowOf(this.seriesOf(family, key), day) * TALLY_STRIDE
    const { pool } = this
    for (let i = 0; i < TALLY_STRIDE; i++) pool[start + i] = (pool[start + i] as number) + (counters[i] as number)
  }

  /** See `KnownHistory.addBefore`. */
  addBefore(family: Family, key: TallyKey, day: number, sign: 1 | -1, picks: Int32Array, into: Float64Array, at: number): void {
    const row = this.families.get(family)?.get(key)?.before(day) ?? -1
    if (row >= 0) addPicked(this.pool, row * TALLY_STRIDE, sign, picks, into, at)
  }

  /** Every row of `fromDay` or later. */
  * rows(fromDay: number): Generator<TallyRow> {
    for (const [family, keys] of this.families) {
      for (const [key, { days, rows }] of keys) {
        for (let i = 0; i < days.length; i++) {
          const [day, start] = [days[i] as number, (rows[i] as number) * TALLY_STRIDE]
          if (day >= fromDay) yield { family, key: String(key), day, totals: this.pool.subarray(start, start + TALLY_STRIDE) }
        }
      }
    }
  }

  private seriesOf(family: Family, key: TallyKey): Series {
    let keys = this.families.get(family)
    if (keys === undefined) this.families.set(family, (keys = new Map()))
    let series = keys.get(key)
    if (series === undefined) keys.set(key, (series = new Series()))
    return series
  }

  /** The row of `day`; a new one begins with the sums of the day before. */
  private rowOf(series: Series, day: number): number {
    const { lastDay, lastRow } = series
    if (lastDay === day) return lastRow
    if (lastDay > day) throw new RangeError(`day ${day} is folded after day ${lastDay}`)
    const row = this.count++
    if (this.count * TALLY_STRIDE > this.pool.length) this.grow()
    const { pool } = this
    if (lastRow >= 0) for (let i = 0, from = lastRow * TALLY_STRIDE, to = row * TALLY_STRIDE; i < TALLY_STRIDE; i++) pool[to + i] = pool[from + i] as number
    series.append(day, row)
    return row
  }

  private grow(): void {
    const grown = new Float64Array(this.pool.length * 2)
    grown.set(this.pool)
    this.pool = grown
  }
}
