import type { SqlRunner } from '../../usecases/ports'

export interface CatalogColumn { readonly type: string; readonly nullable: boolean }
/** The tables of the database as they are: table -> column -> what it is. */
export type Catalog = ReadonlyMap<string, ReadonlyMap<string, CatalogColumn>>

export async function loadCatalog(db: SqlRunner): Promise<Catalog> {
  const rows = await db.rows(
    `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped`,
    [],
  )
  const catalog = new Map<string, Map<string, CatalogColumn>>()
  for (const [table, column, type, nullable] of rows) {
    let columns = catalog.get(table)
    if (!columns) catalog.set(table, (columns = new Map()))
    columns.set(column, { type, nullable })
  }
  return catalog
}
