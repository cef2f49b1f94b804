import type { Execution } from './execution'
import type { Args, At, ListSource, OneSource, Order, Param, Values } from './mapping'
import type { Child } from './plan'
import { isNullable, orderBy, Params, type Select } from './select'

/** Key values of each distinct parent row; one empty row for a root field. */
export type Parents = readonly Values[]
interface Hung {
  readonly parent: readonly { readonly column: string; readonly type: string }[]
  readonly where: (t: At, p: readonly string[], args: Args, param: Param) => string
}
/** Which rows to read: of what, hanging on what, and which page of them. */
export interface Reading { readonly select: Select; readonly source: Hung; readonly args: Args; readonly page: Page }
export interface Page { readonly orders: readonly Order[]; readonly limit: number | null; readonly backwards?: boolean; readonly also?: (select: Select, params: Params) => string | null }

/**
 * Runs the one statement that reads `select` for every parent. A single parent is bound directly; many are unnested
 * with their ordinal, laterally when each has its own limit (a lateral LIMIT runs once a parent, so its order stands
 * without an outer one). Rows come back in buckets, one for each parent.
 */
export async function readRows(execution: Execution, { select, source, args, page }: Reading, parents: Parents): Promise<{ buckets: readonly Values[][] }> {
  const params = new Params()
  const { from, keys } = hang(source, parents, params)
  const { body, order, limit } = clauses(execution, { select, source, args, page }, keys, params)
  if (from === null) {
    const rows = await execution.db.rows(`SELECT ${select.columns} FROM ${body}${order && ` ORDER BY ${order}`}${limit}`, params.values)
    return { buckets: [rows as Values[]] }
  }
  const n = select.width
  const sql = page.limit === null
    ? `SELECT ${select.columns}, p.n::int FROM ${from} CROSS JOIN ${body} ORDER BY p.n${order && `, ${order}`}`
    : `SELECT c.*, p.n::int FROM ${from} CROSS JOIN LATERAL (SELECT ${select.named} FROM ${body}${order && ` ORDER BY ${order}`}${limit}) c`
  const buckets: Values[][] = parents.map(() => [])
  for (const row of await execution.db.rows(sql, params.values)) buckets[row[n] - 1]!.push(row)
  return { buckets }
}

/** The rows of a child by parent; those of a single parent may have come with it already. */
export async function bucketsFor(execution: Execution, child: Child, reading: Reading, parents: Parents): Promise<readonly Values[][]> {
  const ready = execution.ready.get(child)
  return ready ? [ready as Values[]] : (await readRows(execution, reading, parents)).buckets
}

/** What a list or a single object reads. */
export const readingOf = (child: Child, source: ListSource | OneSource, args: Args): Reading => ({
  select: child.rows!.select.fork(), source, args, page: { orders: source.orderBy ?? [], limit: source.kind === 'one' ? 1 : source.limit?.(args) ?? null },
})

/** The parts of a reading's SELECT after its columns; `keys` is the SQL of the parent's columns. */
export function clauses(execution: Execution, { select, source, args, page }: Reading, keys: readonly string[], params: Params): { body: string; order: string; limit: string } {
  const conditions = [source.where(select.at, keys, args, params.add), page.also?.(select, params) ?? null].filter((c) => c !== null && c !== '')
  const order = page.orders.length > 0 ? orderBy(select, page.orders, page.orders.map((o) => isNullable(execution.catalog, select.table, o.column)), page.backwards) : ''
  return {
    body: `${select.table} t0${select.joined}${conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''}`,
    order,
    limit: page.limit === null ? '' : ` LIMIT ${params.add(page.limit, 'int')}`,
  }
}

/** How many rows each parent has in all. */
export async function countRows(execution: Execution, select: Select, source: Hung, parents: Parents, args: Args): Promise<readonly number[]> {
  const params = new Params()
  const { from, keys } = hang(source, parents, params)
  const condition = source.where(select.at, keys, args, params.add)
  const where = condition === '' ? '' : ` WHERE ${condition}`
  if (from === null) return (await execution.db.rows(`SELECT count(*)::int FROM ${select.table} t0${select.joined}${where}`, params.values)).map((r) => r[0] as number)
  const counts = parents.map(() => 0)
  const sql = `SELECT count(*)::int, p.n::int FROM ${from} CROSS JOIN ${select.table} t0${select.joined}${where} GROUP BY p.n`
  for (const [count, n] of await execution.db.rows(sql, params.values)) counts[n - 1] = count
  return counts
}

function hang(source: Hung, parents: Parents, params: Params): { from: string | null; keys: readonly string[] } {
  if (parents.length === 1) return { from: null, keys: source.parent.map((p, i) => params.add(parents[0]![i], p.type)) }
  const arrays = source.parent.map((p, i) => params.add(parents.map((row) => row[i]), `${p.type}[]`))
  return { from: `unnest(${arrays.join(', ')}) WITH ORDINALITY AS p(${source.parent.map((_, i) => `k${i}`).join(', ')}, n)`, keys: source.parent.map((_, i) => `p.k${i}`) }
}
