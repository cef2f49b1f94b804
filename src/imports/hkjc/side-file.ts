import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reject } from '../../domain/records'
import { csvRows } from './csv-rows'

/** A CSV beside the results. `key` names the meeting of a row, `null` when it cannot be told, '' when the row is of no meeting of ours. */
export interface SideSpec<C extends string> {
  readonly name: string
  readonly columns: readonly C[]
  /** The columns that `key` reads are the first two of the file: rows that follow each other then cost no parsing. */
  readonly leading: boolean
  readonly key: (row: Readonly<Record<C, string>>) => string | null
}
export type SideRow<C extends string> = Readonly<Record<C, string>> & { readonly line: number }
/** Rows of one meeting that stand together: bytes `start` to `end`, the first on `line`. */
interface Span { readonly start: number; end: number; readonly line: number }

/**
 * A side file in memory as it is on disk, with the byte ranges of each meeting. Rows are parsed when their meeting
 * is read and forgotten with it; the bytes also are the meeting's share of the file for its digest.
 */
export interface SideFile<C extends string> {
  readonly name: string
  readonly keys: () => Iterable<string>
  readonly bytes: (key: string) => readonly Buffer[]
  /** The rows of a meeting; what has not the columns of the header goes to `rejects`. */
  readonly rows: (key: string, rejects: Reject[]) => readonly SideRow<C>[]
  /** What could not be given to any meeting, or the file as a whole. */
  readonly rejects: readonly Reject[]
}

const FEED = 10
const QUOTE = 34
const COMMA = 44
const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/** End of the record that begins at `start`: the line feed that is not inside quotes. */
const recordEnd = (data: Buffer, start: number): number => {
  let from = start
  for (;;) {
    const feed = data.indexOf(FEED, from)
    const end = feed < 0 ? data.length : feed
    let quotes = 0
    for (let q = data.indexOf(QUOTE, start); q >= 0 && q < end; q = data.indexOf(QUOTE, q + 1)) quotes++
    if (quotes % 2 === 0 || feed < 0) return end
    from = feed + 1
  }
}

/** Like `recordEnd` where no quote is near: `nextQuote` is the first quote at or after `start`. */
const quickEnd = (data: Buffer, start: number, nextQuote: number): number => {
  const feed = data.indexOf(FEED, start)
  const end = feed < 0 ? data.length : feed
  return nextQuote < 0 || nextQuote > end ? end : recordEnd(data, start)
}

const linesIn = (data: Buffer, start: number, end: number): number => {
  let count = 1
  for (let at = data.indexOf(FEED, start); at >= 0 && at < end; at = data.indexOf(FEED, at + 1)) count++
  return count
}

/** Rows whose columns are getters over the fields: most columns of most rows are never read. */
const rowMaker = <C extends string>(columns: readonly (readonly [C, number])[]): ((fields: readonly string[], line: number) => SideRow<C>) => {
  class Row {
    declare readonly fields: readonly string[]
    declare readonly line: number
    constructor(fields: readonly string[], line: number) { this.fields = fields; this.line = line }
  }
  for (const [column, index] of columns) Object.defineProperty(Row.prototype, column, { get(this: Row) { return this.fields[index] ?? '' } })
  return (fields, line) => new Row(fields, line) as unknown as SideRow<C>
}

class IndexedFile<C extends string> implements SideFile<C> {
  private readonly spans = new Map<string, Span[]>()
  readonly rejects: Reject[] = []
  private readonly width: number
  private readonly makeRow: (fields: readonly string[], line: number) => SideRow<C>

  constructor(private readonly spec: SideSpec<C>, private readonly data: Buffer) {
    const start = data.subarray(0, 3).equals(BOM) ? 3 : 0
    const end = recordEnd(data, start)
    const header = csvRows(data.toString('utf8', start, end), 1)[0]?.fields ?? []
    this.width = header.length
    const at = spec.columns.map((column) => [column, header.indexOf(column)] as const)
    this.makeRow = rowMaker(at)
    const missing = at.filter(([, index]) => index < 0).map(([column]) => column)
    if (missing.length > 0) this.reject(1, `the header lacks ${missing.join(', ')}: the file is left out`)
    else this.index(end + 1)
  }

  get name(): string { return this.spec.name }
  private reject(row: number | string, reason: string): void { this.rejects.push({ file: this.name, row, reason }) }

  private index(first: number): void {
    const { data } = this
    let quote = data.indexOf(QUOTE, first)
    let line = 2
    let prefix: Buffer | null = null
    let open: Span[] | null = null
    for (let start = first; start < data.length;) {
      if (quote >= 0 && quote < start) quote = data.indexOf(QUOTE, start)
      const end = quickEnd(data, start, quote)
      const same: boolean = prefix !== null && data.subarray(start, start + prefix.length).equals(prefix)
      if (!same || open === null) {
        prefix = this.spec.leading ? this.prefix(start, end) : null
        open = this.open(start, end, line)
      }
      if (open !== null) this.extend(open, start, end, line)
      line += quote >= 0 && quote < end ? linesIn(data, start, end) : 1
      start = end + 1
    }
  }

  /** The bytes of the two leading fields with their commas; null when either may hold a quote. */
  private prefix(start: number, end: number): Buffer | null {
    const one = this.data.indexOf(COMMA, start)
    const two = one < 0 ? -1 : this.data.indexOf(COMMA, one + 1)
    if (two < 0 || two > end) return null
    const bytes = this.data.subarray(start, two + 1)
    return bytes.includes(QUOTE) ? null : bytes
  }

  private open(start: number, end: number, line: number): Span[] | null {
    const row = csvRows(this.data.toString('utf8', start, end), line)[0]
    if (row === undefined) return null
    const key = row.fields.length === this.width ? this.spec.key(this.makeRow(row.fields, line)) : this.keyOfBroken(row.fields, line)
    if (key === null) this.reject(line, `no meeting can be told from ${JSON.stringify(row.fields.slice(0, 2).join(','))} in a row of ${row.fields.length} fields`)
    if (key === null || key === '') return null
    const spans = this.spans.get(key)
    if (spans !== undefined) return spans
    const fresh: Span[] = []
    this.spans.set(key, fresh)
    return fresh
  }

  /** A row with too few or too many fields may still say in its first two whose it is; `rows` then refuses it for that meeting. */
  private keyOfBroken(fields: readonly string[], line: number): string | null {
    return this.spec.leading && fields.length >= 2 ? this.spec.key(this.makeRow(fields, line)) : null
  }

  private extend(spans: Span[], start: number, end: number, line: number): void {
    const last = spans.at(-1)
    const stop = Math.min(end + 1, this.data.length)
    if (last !== undefined && last.end === start) last.end = stop
    else spans.push({ start, end: stop, line })
  }

  keys(): Iterable<string> { return this.spans.keys() }
  bytes(key: string): readonly Buffer[] { return (this.spans.get(key) ?? []).map(({ start, end }) => this.data.subarray(start, end)) }

  rows(key: string, rejects: Reject[]): readonly SideRow<C>[] {
    const rows: SideRow<C>[] = []
    for (const { start, end, line } of this.spans.get(key) ?? []) {
      for (const row of csvRows(this.data.toString('utf8', start, end), line)) {
        if (row.fields.length === this.width) rows.push(this.makeRow(row.fields, row.line))
        else rejects.push({ file: this.name, row: row.line, reason: `${row.fields.length} fields where the header has ${this.width}` })
      }
    }
    return rows
  }
}

/** Reads and indexes `dir/spec.name`. A file that is not there or cannot be read is an empty one, with a reject that says so. */
export const openSideFile = async <C extends string>(dir: string, spec: SideSpec<C>): Promise<SideFile<C>> => {
  let data: Buffer
  try {
    data = await readFile(join(dir, spec.name))
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException
    const reason = `${code === 'ENOENT' ? 'not there' : `cannot be read (${code})`}: what it would have added is unknown`
    return { name: spec.name, keys: () => [], bytes: () => [], rows: () => [], rejects: [{ file: spec.name, row: 'file', reason }] }
  }
  return new IndexedFile(spec, data)
}
