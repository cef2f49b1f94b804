import type { DataSource } from 'typeorm'
import { createDataSource } from '../../../src/storage/data-source'
import { testDatabase } from '../../support/database'
import type { TestDatabase } from '../../support/database'

interface Described { readonly table: string; readonly column: string; readonly type: string; readonly array: boolean; readonly nullable: boolean; readonly precision: number | null; readonly scale: number | null; readonly primary: boolean; readonly identity: boolean }

let db: TestDatabase
let source: DataSource
beforeAll(async () => {
  db = await testDatabase()
  source = await createDataSource(db.url).initialize()
})
afterAll(async () => {
  await source.destroy()
  await db.close()
})

const sorted = (columns: Described[]): Described[] => columns.sort((a, b) => `${a.table} ${a.column}` < `${b.table} ${b.column}` ? -1 : 1)
const SYNONYMS: Readonly<Record<string, string>> = { int: 'integer', timestamptz: 'timestamp with time zone' }

const entityColumns = (): Described[] => sorted(source.entityMetadatas.flatMap((entity) => entity.columns.map((column) => ({
  table: entity.tableName, column: column.databaseName, type: SYNONYMS[String(column.type)] ?? String(column.type), array: column.isArray, nullable: column.isNullable,
  precision: column.precision ?? null, scale: column.scale ?? null, primary: column.isPrimary, identity: column.isGenerated,
}))))

const CATALOG = `
SELECT c.relname AS table, a.attname AS column,
  format_type(CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN t.typelem ELSE a.atttypid END, NULL) AS type, t.typelem <> 0 AND t.typlen = -1 AS array, NOT a.attnotnull AS nullable,
  CASE WHEN a.atttypmod > 0 THEN ((a.atttypmod - 4) >> 16) & 65535 END AS precision, CASE WHEN a.atttypmod > 0 THEN (a.atttypmod - 4) & 65535 END AS scale,
  COALESCE(a.attnum = ANY (k.conkey), false) AS primary, a.attidentity <> '' AS identity
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'migrations'`
const tableColumns = async (): Promise<Described[]> => sorted((await db.pool.query<Described>(CATALOG)).rows)

test('every table has an entity with the same columns, types, nullability and keys, and the other way round', async () => {
  const columns = await tableColumns()
  expect(new Set(columns.map(({ table }) => table)).size).toBeGreaterThanOrEqual(20)
  expect(entityColumns()).toEqual(columns)
})
test('a column that no entity knows of is noticed', async () => {
  await db.pool.query('ALTER TABLE horses ADD COLUMN unheard_of text')
  try { expect(entityColumns()).not.toEqual(await tableColumns()) } finally { await db.pool.query('ALTER TABLE horses DROP COLUMN unheard_of') }
})
test('an entity that reads what migrations made: a horse with its sire', async () => {
  await db.pool.query(`INSERT INTO horses (id, source, source_id, name) VALUES (1, 'HKJC', 'PED:S', 'S'); INSERT INTO horses (id, source, source_id, name, sire_id) VALUES (2, 'HKJC', 'H', 'H', 1)`)
  const found = await source.getRepository('Horse').findOneOrFail({ where: { sourceId: 'H' }, relations: { sire: true } })
  expect(found).toMatchObject({ name: 'H', sire: { id: 1, name: 'S' } })
})
