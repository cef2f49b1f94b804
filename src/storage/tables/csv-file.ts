import { closeSync, openSync, writeSync } from 'node:fs'
import type { TableColumn, TableSink } from '../../usecases/ports'
import { unfinishedFile } from './unfinished-file'

const QUOTED = /[",\r\n]/
const quote = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const cell = (column: TableColumn, row: number): string => {
  const value = column.values[row] ?? null
  if (value === null || Number.isNaN(value)) return ''
  return typeof value === 'string' ? quote(value) : String(value)
}

/** Lines of a block of rows, without an end. */
export const csvLines = (columns: readonly TableColumn[]): readonly string[] => Array.from({ length: columns[0]?.values.length ?? 0 }, (_, row) => columns.map((column) => cell(column, row)).join(','))
export const csvHead = (columns: readonly TableColumn[]): string => columns.map(({ name }) => quote(name)).join(',')

/** RFC 4180 with a header and lines ended by \n; numbers so that they read back as they were; what is missing is empty. */
export const csvFile = (target: string): TableSink => {
  const file = unfinishedFile(target)
  const descriptor = openSync(file.path, 'w')
  let isOpen = true
  let isHeaded = false
  const close = (): void => { if (isOpen) closeSync(descriptor); isOpen = false }
  return {
    write: (columns) => {
      const lines = [...(isHeaded ? [] : [csvHead(columns)]), ...csvLines(columns)]
      isHeaded = true
      if (lines.length > 0) writeSync(descriptor, `${lines.join('\n')}\n`)
    },
    finish: () => { close(); file.keep() },
    discard: () => { close(); file.drop() },
  }
}
