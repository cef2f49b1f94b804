import type { Catalog } from './catalog'
import type { Order } from './mapping'
import { TABLES } from './tables'

/**
 * One SELECT under construction: which columns of `table` (alias t0) and of what it joins. Joins are LEFT JOINs
 * along `TABLES`, added once per path and only when a column asks for them.
 */
export class Select {
  private readonly aliases: Map<string, { alias: string; table: string }>
  private readonly joins: string[]
  private readonly taken: Map<string, number>
  private readonly list: string[]

  constructor(readonly table: string, from?: Select) {
    this.aliases = new Map(from ? from.aliases : [['', { alias: 't0', table }]])
    this.joins = from ? [...from.joins] : []
    this.taken = new Map(from?.taken)
    this.list = from ? [...from.list] : []
  }

  /** A copy that can take more without touching this one. */
  fork(): Select { return new Select(this.table, this) }

  /** SQL of a column path, e.g. `t2.date` for `race.meeting.date`. */
  readonly at = (path: string): string => {
    const dot = path.lastIndexOf('.')
    return `${this.join(dot < 0 ? '' : path.slice(0, dot)).alias}.${path.slice(dot + 1)}`
  }

  /** The table that a path of joins ends in. */
  tableAt(path: string): string { return this.join(path).table }

  /** Position of the column in each row, selecting it once. `text` takes its text form, for cursors. */
  take(path: string, text = false): number {
    const sql = text ? `${this.at(path)}::text` : this.at(path)
    const known = this.taken.get(sql)
    if (known !== undefined) return known
    this.taken.set(sql, this.list.length)
    this.list.push(sql)
    return this.list.length - 1
  }

  /** How many columns a row has. */
  get width(): number { return this.list.length === 0 ? 1 : this.list.length }
  /** The select list with names of its own, for a subquery. */
  get named(): string { return this.list.length === 0 ? '1 AS c0' : this.list.map((sql, i) => `${sql} AS c${i}`).join(', ') }
  get columns(): string { return this.list.length === 0 ? '1' : this.list.join(', ') }
  /** ` LEFT JOIN ...` for every join taken so far. */
  get joined(): string { return this.joins.join('') }

  private join(path: string): { alias: string; table: string } {
    const known = this.aliases.get(path)
    if (known) return known
    const dot = path.lastIndexOf('.')
    const parent = this.join(dot < 0 ? '' : path.slice(0, dot))
    const step = TABLES[parent.table]?.[path.slice(dot + 1)]
    if (!step) throw new Error(`no join '${path.slice(dot + 1)}' from table ${parent.table} (path '${path}' from ${this.table})`)
    const target = { alias: `t${this.aliases.size}`, table: step.table }
    this.aliases.set(path, target)
    this.joins.push(` LEFT JOIN ${step.table} ${target.alias} ON ${target.alias}.${step.to} = ${parent.alias}.${step.from}`)
    return target
  }
}

/** Values of one statement and their placeholders. */
export class Params {
  readonly values: unknown[] = []
  readonly add = (value: unknown, type?: string): string => {
    this.values.push(value)
    return type === undefined ? `$${this.values.length}` : `$${this.values.length}::${type}`
  }
}

/** What is unknown comes last in either direction, and first when the list is read backwards. */
export const orderBy = (select: Select, orders: readonly Order[], nullable: readonly boolean[], backwards = false): string => orders.map((o, i) => {
  const direction = (o.direction === 'ASC') === backwards ? 'DESC' : 'ASC'
  const agrees = (direction === 'ASC') !== backwards // PostgreSQL's own: nulls last when rising, first when falling
  return `${select.at(o.column)} ${direction}${nullable[i] && !agrees ? ` NULLS ${backwards ? 'FIRST' : 'LAST'}` : ''}`
}).join(', ')

/** Whether a column path can be null: nullable itself, or behind a join that may find nothing. */
export function isNullable(catalog: Catalog, table: string, path: string): boolean {
  const steps = path.split('.')
  const column = steps.pop()!
  let at = table
  for (const step of steps) {
    const join = TABLES[at]?.[step]
    if (!join) throw new Error(`no join '${step}' from table ${at}`)
    if (join.from === 'id' || (catalog.get(at)?.get(join.from)?.nullable ?? true)) return true
    at = join.table
  }
  return catalog.get(at)?.get(column)?.nullable ?? true
}
