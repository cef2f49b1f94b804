import { RUN, RUN_STRIDE, type RunColumn } from './run-columns'

/** Rows of `RUN_COLUMNS`, one after the other. */
export class RunStore {
  data: Float64Array
  length = 0

  constructor(rows = 1024) { this.data = new Float64Array(rows * RUN_STRIDE) }

  /** A new row, all NaN; its number. */
  add(): number {
    const row = this.length++
    if (this.length * RUN_STRIDE > this.data.length) {
      const grown = new Float64Array(this.data.length * 2)
      grown.set(this.data)
      this.data = grown
    }
    this.data.fill(NaN, row * RUN_STRIDE, this.length * RUN_STRIDE)
    return row
  }

  get(row: number, column: RunColumn): number { return this.data[row * RUN_STRIDE + RUN[column]] as number }
  set(row: number, column: RunColumn, value: number): void { this.data[row * RUN_STRIDE + RUN[column]] = value }
  /** The row itself, not a copy. */
  slice(row: number): Float64Array { return this.data.subarray(row * RUN_STRIDE, (row + 1) * RUN_STRIDE) }

  /** Takes in rows that were stored; the number of the first. */
  append(rows: Float64Array): number {
    const first = this.length
    const count = rows.length / RUN_STRIDE
    while ((first + count) * RUN_STRIDE > this.data.length) {
      const grown = new Float64Array(this.data.length * 2)
      grown.set(this.data)
      this.data = grown
    }
    this.data.set(rows, first * RUN_STRIDE)
    this.length += count
    return first
  }
}
