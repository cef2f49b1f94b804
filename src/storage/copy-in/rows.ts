import type { TableSpec } from './table-spec'

export type Value = string | number | boolean | null | readonly (string | number)[]

const SPECIAL = /["\\]/
const quoted = (text: string): string => `"${SPECIAL.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`

/** One element of a PostgreSQL array literal. A list becomes a quoted literal of its own. */
const element = (value: Value): string => {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return quoted(`{${value.map((item) => element(item)).join(',')}}`)
}

/** The rows of one table, kept by column as the array literals that `unnest` takes. */
export class Rows {
  private readonly cells: string[][]
  constructor(readonly spec: TableSpec) { this.cells = spec.columns.map(() => []) }

  get count(): number { return this.cells[0]?.length ?? 0 }
  /** `values` in the order of the table's columns. */
  add(values: readonly Value[]): void {
    const { cells } = this
    if (values.length !== cells.length) throw new Error(`${this.spec.name} takes ${cells.length} values, not ${values.length}`)
    for (let i = 0; i < cells.length; i++) (cells[i] as string[]).push(element(values[i] as Value))
  }
  /** One literal a column. */
  literals(): string[] { return this.cells.map((column) => `{${column.join(',')}}`) }
  literal(column: string): string { return `{${(this.cells[this.spec.columns.findIndex(([name]) => name === column)] ?? []).join(',')}}` }
}
