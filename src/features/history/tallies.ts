import type { Family, TallyKey } from './families'
import { LAYOUTS, type Layout } from './kept-counters'

/** Sums of one key: what they were at the end of each day on which something was added. The row of `days[i]` begins at `rows[i]` of the pool. */
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

  /** Where the row of the last day before `day` begins, -1 when there is none. */
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

/** One row of `tallies`: the sums of a key at the end of a day, of the counters that its family keeps. */
export interface TallyRow { readonly family: Family; readonly key: string; readonly day: number; readonly totals: Float64Array }

/** See `KnownHistory.addBefore`; `from` is where the row begins. */
export function addPicked(totals: Float64Array, from: number, { places }: Layout, sign: 1 | -1, picks: Int32Array, into: Float64Array, at: number): void {
  for (let i = 0; i < picks.length; i += 2) {
    const kept = places[picks[i] as number] as number
    if (kept < 0) continue
    const place = at + (picks[i + 1] as number)
    into[place] = (into[place] as number) + sign * (totals[from + kept] as number)
  }
}

const FIRST_ROOM = 1 << 16

interface Kept { readonly layout: Layout; readonly keys: Map<TallyKey, Series> }

/** Running sums by family and key over days that only go forward. Rows of all keys lie in one pool. */
export class Tallies {
  private readonly families = new Map<Family, Kept>()
  private pool = new Float64Array(FIRST_ROOM)
  private used = 0

  /** Counts under a key, known from the end of `day` on; `values` holds all counters. Throws RangeError when the key has later days. */
  add(family: Family, key: TallyKey, day: number, values: Float64Array): void {
    const { layout: { counters }, keys } = this.familyOf(family)
    let series = keys.get(key)
    if (series === undefined) keys.set(key, (series = new Series()))
    const start = this.rowOf(series, day, counters.length)
    const { pool } = this
    for (let i = 0; i < counters.length; i++) pool[start + i] = (pool[start + i] as number) + (values[counters[i] as number] as number)
  }

  /** See `KnownHistory.addBefore`. */
  addBefore(family: Family, key: TallyKey, day: number, sign: 1 | -1, picks: Int32Array, into: Float64Array, at: number): void {
    const kept = this.families.get(family)
    const row = kept?.keys.get(key)?.before(day) ?? -1
    if (kept !== undefined && row >= 0) addPicked(this.pool, row, kept.layout, sign, picks, into, at)
  }

  /** Every row of `fromDay` or later. */
  * rows(fromDay: number): Generator<TallyRow> {
    for (const [family, { layout: { counters }, keys }] of this.families) {
      for (const [key, { days, rows }] of keys) {
        for (let i = 0; i < days.length; i++) {
          const [day, start] = [days[i] as number, rows[i] as number]
          if (day >= fromDay) yield { family, key: String(key), day, totals: this.pool.subarray(start, start + counters.length) }
        }
      }
    }
  }

  private familyOf(family: Family): Kept {
    let kept = this.families.get(family)
    if (kept === undefined) this.families.set(family, (kept = { layout: LAYOUTS[family], keys: new Map() }))
    return kept
  }

  /** Where the row of `day` begins; a new one starts from the sums of the day before. */
  private rowOf(series: Series, day: number, length: number): number {
    const { lastDay, lastRow } = series
    if (lastDay === day) return lastRow
    if (lastDay > day) throw new RangeError(`day ${day} is folded after day ${lastDay}`)
    const row = this.used
    this.used += length
    if (this.used > this.pool.length) this.grow()
    const { pool } = this
    if (lastRow >= 0) for (let i = 0; i < length; i++) pool[row + i] = pool[lastRow + i] as number
    series.append(day, row)
    return row
  }

  private grow(): void {
    const grown = new Float64Array(this.pool.length * 2)
    grown.set(this.pool)
    this.pool = grown
  }
}
