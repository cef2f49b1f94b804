import { fileWriter, ParquetWriter, type BasicType, type ColumnSource } from 'hyparquet-writer'
import type { TableColumn, TableSink } from '../../usecases/ports'
import { unfinishedFile } from './unfinished-file'

const TYPES: Readonly<Record<TableColumn['kind'], BasicType>> = { text: 'STRING', whole: 'INT32', number: 'DOUBLE' }
type Element = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number]
const elementOf = ({ name, kind }: TableColumn): Element => ({ name, repetition_type: 'OPTIONAL', ...(kind === 'text' ? { type: 'BYTE_ARRAY', converted_type: 'UTF8' } : { type: TYPES[kind] as 'INT32' | 'DOUBLE' }) })

const valuesOf = (column: TableColumn): ColumnSource['data'] => {
  if (column.kind === 'number') return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
  return [...column.values]
}

/** Parquet (snappy), a row group for each block of rows; missing is null. `about` goes into its key-value metadata. */
export const parquetFile = (target: string, about: Readonly<Record<string, string>>): TableSink => {
  const file = unfinishedFile(target)
  let writer: ParquetWriter | null = null
  const open = (columns: readonly TableColumn[]): ParquetWriter => new ParquetWriter({
    writer: fileWriter(file.path), schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
    kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })), createdBy: 'racegraph',
  })
  return {
    write: (columns) => {
      writer ??= open(columns)
      const rows = columns[0]?.values.length ?? 0
      if (rows > 0) void writer.write({ columnData: columns.map((column) => ({ name: column.name, data: valuesOf(column) })), rowGroupSize: rows })
    },
    finish: () => { void (writer ??= open([])).finish(); file.keep() },
    discard: () => { file.drop() },
  }
}
