import { OWN, SHARED } from './table-spec'
import type { TableSpec } from './table-spec'

/*
 * A meeting goes in by one statement: one data-modifying CTE a table, each fed by `unnest` of one array a column.
 * One round trip is one transaction, and PostgreSQL checks foreign keys when all tables have their rows.
 */
const names = (table: TableSpec): string[] => table.columns.map(([name]) => name)
const listed = (columns: readonly string[]): string => columns.map((name) => `"${name}"`).join(', ')

const from = (table: TableSpec, first: number): string => {
  const params = table.columns.map(([, type], i) => `$${first + i}::${type.endsWith('[]') ? 'text' : type.replace(/\(.*\)/, '')}[]`)
  return `unnest(${params.join(', ')}) AS n(${listed(names(table))})`
}
const insert = (table: TableSpec, first: number): string => {
  const selected = table.columns.map(([name, type]) => type.endsWith('[]') ? `n."${name}"::${type}` : `n."${name}"`)
  const stamp = table.stamped ? { into: ', updated_at', value: ', now()' } : { into: '', value: '' }
  return `INSERT INTO ${table.name} AS t (${listed(names(table))}${stamp.into}) SELECT ${selected.join(', ')}${stamp.value} FROM ${from(table, first)}`
}
const assignments = (table: TableSpec): { readonly set: string; readonly differs: string } => {
  // A row stays with the source that brought it: a venue may be completed by another.
  const columns = names(table).filter((name) => name !== 'source' && !table.key.includes(name))
  const set = columns.map((name) => `"${name}" = EXCLUDED."${name}"`)
  if (table.stamped) set.push('updated_at = EXCLUDED.updated_at', 'revision = t.revision + 1')
  const side = (alias: string): string => columns.map((name) => `${alias}."${name}"`).join(', ')
  return { set: set.join(', '), differs: `(${side('t')}) IS DISTINCT FROM (${side('EXCLUDED')})` }
}
const upsert = (table: TableSpec, first: number): string => {
  if (table.appendOnly) return `${insert(table, first)} ON CONFLICT DO NOTHING`
  const { set, differs } = assignments(table)
  return `${insert(table, first)} ON CONFLICT (${listed(table.key)}) DO UPDATE SET ${set} WHERE ${differs}`
}

const UNIT = (first: number): string => `w_import_units AS (INSERT INTO import_units (source, feed, key, sha256, rows, imported_at) VALUES ($${first}, $${first + 1}, $${first + 2}, $${first + 3}, $${first + 4}, now())
  ON CONFLICT (source, feed, key) DO UPDATE SET sha256 = EXCLUDED.sha256, rows = EXCLUDED.rows, imported_at = EXCLUDED.imported_at)`

const ctes = (own: (table: TableSpec, first: number) => string): string => {
  let first = 1
  const parts = [...SHARED, ...OWN].map((table) => {
    const sql = `w_${table.name} AS (${SHARED.includes(table) ? upsert(table, first) : own(table, first)})`
    first += table.columns.length
    return sql
  })
  // PostgreSQL carries out the last first: parents before children, so that a refusal names the row it began with.
  return `WITH ${[UNIT(first), ...parts.reverse()].join(',\n')}\n`
}

const UNIT_FIRST = [...SHARED, ...OWN].reduce((first, { columns }) => first + columns.length, 1)
/**
 * Parameters of both: the literals of SHARED, then OWN, then source, feed, key, sha256 and rows of the unit; of this one also key and sha256 of the unit that
 * it was built upon, or nulls. Without that unit nothing is stored: rows that it would have completed are not in here.
 */
export const STORE_NEW = `${ctes(insert)}SELECT CASE WHEN $${UNIT_FIRST + 5}::text IS NULL
  OR EXISTS (SELECT FROM import_units WHERE source = $${UNIT_FIRST} AND feed = $${UNIT_FIRST + 1} AND key = $${UNIT_FIRST + 5} AND sha256 = $${UNIT_FIRST + 6})
  THEN 1 ELSE ('built upon ' || $${UNIT_FIRST + 5} || ', which is not stored')::int END`

const merge = (table: TableSpec, first: number): string =>
  `${upsert(table, first)} RETURNING (t.xmax = 0) AS fresh${table.owner === undefined ? '' : `, t.${table.owner} AS owner`}`
const touched = (owner: string): string =>
  `ARRAY(SELECT owner FROM (${OWN.filter((table) => table.owner === owner).map(({ name }) => `SELECT owner FROM w_${name}`).join(' UNION ALL ')}) o)`
/** One row: for every table of OWN how many came in and how many changed, then the runners and the races whose rows changed. */
export const STORE_CHANGED = `${ctes(merge)}SELECT ${OWN.map(({ name }) => `(SELECT count(*) FILTER (WHERE fresh)::int FROM w_${name}), (SELECT count(*) FILTER (WHERE NOT fresh)::int FROM w_${name})`).join(', ')}, ${touched('runner_id')}, ${touched('race_id')}`

/** Rows of races or runners `$1` that are no longer in the file: the keys that stay are `$2` and on. Children first. */
export const DELETE_CHILDREN: readonly { readonly table: TableSpec; readonly sql: string }[] = OWN.filter(({ owner }) => owner !== undefined).reverse().map((table) => {
  const stay = table.key.map((name, i) => `$${i + 2}::${table.columns.find(([column]) => column === name)?.[1] ?? 'text'}[]`)
  const same = table.key.map((name) => `n."${name}" = t."${name}"`).join(' AND ')
  return { table, sql: `DELETE FROM ${table.name} t WHERE t.${table.owner} = ANY ($1::int[]) AND NOT EXISTS (SELECT FROM unnest(${stay.join(', ')}) AS n(${listed(table.key)}) WHERE ${same}) RETURNING t.${table.owner}` }
})
export const DELETE_RUNNERS = 'DELETE FROM runners WHERE race_id = ANY ($1::int[]) AND id <> ALL ($2::int[])'
export const DELETE_RACES = 'DELETE FROM races WHERE meeting_id = $1 AND id <> ALL ($2::int[])'
export const TOUCH = (table: 'runners' | 'races'): string => `UPDATE ${table} SET revision = revision + 1, updated_at = now() WHERE id = ANY ($1::int[]) AND updated_at <> now()`
