import type { TableColumn, TableSink } from '../../usecases/ports'
import { csvHead, csvLines } from './csv-file'

/** CSV that is kept until it is whole: null before `finish` and without a row. */
export const csvText = (): TableSink & { readonly text: () => string | null } => {
  const blocks: string[] = []
  let isWhole = false
  return {
    write: (columns) => { blocks.push(...(blocks.length === 0 ? [csvHead(columns)] : []), ...csvLines(columns)) },
    finish: () => { isWhole = true }, discard: () => { if (!isWhole) blocks.length = 0 },
    text: () => (isWhole && blocks.length > 0 ? `${blocks.join('\n')}\n` : null),
  }
}

export type TableRow = Readonly<Record<string, string | number | null>>
const valueOf = ({ values }: TableColumn, row: number): string | number | null => { const value = values[row] ?? null; return typeof value === 'number' && Number.isNaN(value) ? null : value }
/** Rows as objects; none before `finish`. */
export const tableRows = (): TableSink & { readonly rows: () => readonly TableRow[] } => {
  const rows: TableRow[] = []
  let isWhole = false
  return {
    write: (columns) => { for (let row = 0; row < (columns[0]?.values.length ?? 0); row++) rows.push(Object.fromEntries(columns.map((column) => [column.name, valueOf(column, row)]))) },
    finish: () => { isWhole = true }, discard: () => { if (!isWhole) rows.length = 0 },
    rows: () => (isWhole ? rows : []),
  }
}
