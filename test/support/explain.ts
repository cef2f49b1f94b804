import type { Pool } from 'pg'

interface PlanNode { readonly 'Node Type': string; readonly 'Relation Name'?: string; readonly 'Index Name'?: string; readonly Plans?: readonly PlanNode[] }

/** What a statement would read: tables it reads row by row, and indexes. */
export interface Reads { readonly scanned: readonly string[]; readonly indexes: readonly string[]; readonly text: string }

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** The plan of `sql` with the values it ran with, chosen by the planner as it would be in earnest: nothing is switched off. */
export const explain = async (pool: Pool, sql: string, values: readonly unknown[] = []): Promise<Reads> => {
  const { rows } = await pool.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(`EXPLAIN (FORMAT JSON) ${sql}`, [...values])
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  if (plan === undefined) throw new Error('no plan')
  const nodes = nodesOf(plan)
  const named = (key: 'Relation Name' | 'Index Name', where: (node: PlanNode) => boolean): string[] =>
    [...new Set(nodes.filter(where).flatMap((node) => node[key] ?? []))].sort()
  return {
    scanned: named('Relation Name', (node) => node['Node Type'] === 'Seq Scan'),
    indexes: named('Index Name', () => true),
    text: JSON.stringify(plan, ['Node Type', 'Relation Name', 'Index Name', 'Index Cond', 'Filter', 'Plans'], 1),
  }
}

/** Throws, with the plan, unless `sql` reads `table` by an index and never row by row. Needs realistic data (`realistic-data.ts`). */
export const assertIndexed = async (pool: Pool, sql: string, values: readonly unknown[], table: string): Promise<Reads> => {
  const reads = await explain(pool, sql, values)
  const { rows } = await pool.query<{ name: string }>('SELECT indexname AS name FROM pg_indexes WHERE schemaname = current_schema() AND tablename = $1', [table])
  if (reads.scanned.includes(table) || !rows.some(({ name }) => reads.indexes.includes(name))) throw new Error(`${table} is not read by an index:\n${sql}\n${reads.text}`)
  return reads
}
