import { csvFile } from '../storage/tables/csv-file'
import { csvText, tableRows } from '../storage/tables/memory-table'
import { parquetFile } from '../storage/tables/parquet-file'
import type { TableSink } from '../usecases/ports'
import { writeWhole } from './write-whole'

export type PredictionFormat = 'csv' | 'json' | 'parquet'
export interface PredictionSink {
  readonly sink: TableSink
  /** What goes to stdout, once the sink is finished; null when it went to a file, which is written whole by then. */
  readonly text: (about: Readonly<Record<string, unknown>>) => string | null
}

/** Where predictions go: a file, or text. @throws AppError BAD_USER_INPUT when nothing can be written there */
export function predictionSink(format: PredictionFormat, out: string | null): PredictionSink {
  if (format === 'json') {
    const sink = tableRows()
    return { sink, text: (about) => { const text = JSON.stringify({ kind: 'predictions', ...about, predictions: sink.rows() }); if (out !== null) writeWhole(new Map([[out, `${text}\n`]])); return out === null ? text : null } }
  }
  if (out === null) { const sink = csvText(); return { sink, text: () => sink.text() } }
  return { sink: format === 'csv' ? csvFile(out) : parquetFile(out, { kind: 'predictions' }), text: () => null }
}
