import type { Execution } from './execution'
import type { Args, At, Order, Param, Values } from './mapping'
import { isNullable, orderBy, Params, type Select } from './select'

/** Key values of each distinct parent row; one empty row for a root field. */
export type Parents = readonly Values[]
interface Hung {
  readonly parent: readonly { readonly column: string; readonly type: string }[]
  readonly where: (t: At, p: readonly string[], args: Args, param: Param) => string
}
export interface Page { readonly orders: readonly Order[]; readonly limit: number | null; readonly backwards?: boolean; readonly also?: (select: Select, params: Params) => string | null }

/**
 * Runs the one statement that reads `select` for every parent. A single parent is bound directly; many are unnested
 * with their ordinal, laterally when each has its own limit (a lateral LIMIT runs once a parent, so its order stands
 * without an outer one). Rows come back in buckets, one for each parent.
 */
export async function readRows(execution: Execution, select: Select, source: Hung & { readonly table?: string }, parents: Parents, args: Args, page: Page): Promise<{ buckets: readonly Values[][] }> {
  const params = new Params()
  const { from, keys } = hang(source, parents, params)
  const conditions = [source.where(select.at, keys, args, params.add), page.also?.(select, params) ?? null].filter((c) => c !== null && c !== '')
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  const order = page.orders.length > 0 ? orderBy(select, page.orders, page.orders.map((o) => isNullable(execution.catalog, select.table, o.column)), page.backwards) : ''
  const limit = page.limit === null ? '' : ` LIMIT ${params.add(page.limit, 'int')}`
  const body = `FROM ${select.table} t0${select.joined}${where}`
  if (from === null) {
    const rows = await execution.db.rows(`SELECT ${select.columns} ${body}${order && ` ORDER BY ${order}`}${limit}`, params.values)
    return { buckets: [rows as Values[]] }
  }
  const n = select.width
  const sql = page.limit === null
    ? `SELECT ${select.columns}, p.n::int FROM ${from} CROSS JOIN ${body.slice(5)} ORDER BY p.n${order && `, ${order}`}`
    : `SELECT c.*, p.n::int FROM ${from} CROSS JOIN LATERAL (SELECT ${select.named} ${body}${order && ` ORDER BY ${order}`}${limit}) c`
  const buckets: Values[][] = parents.map(() => [])
  for (const row of await execution.db.rows(sql, params.values)) buckets[row[n] - 1]!.push(row)
  return { buckets }
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
