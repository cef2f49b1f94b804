import type { MeetingRecord } from '../domain/records'
import type { RowCounts, TableCounts } from './ports'

/** What was in the files of one feed (`results_en`, `results_zh` ...), stored now or before; refused meetings are left out. `finished`: runners with a position. */
export interface FeedCounts { readonly races: number; readonly runners: number; readonly finished: number }

/** What an import did. Durations in milliseconds of wall time. */
export interface ImportReport {
  readonly source: string
  readonly meetings: { readonly inserted: number; readonly updated: number; readonly unchanged: number; readonly refused: number }
  readonly feeds: Readonly<Record<string, FeedCounts>>
  readonly tables: TableCounts
  /** Rows refused by the reader of the files, and meetings refused by the database. */
  readonly rejected: number
  /** Where they are listed, one JSON object a line; null when there are none. */
  readonly rejectsFile: string | null
  readonly durations: { readonly totalMs: number; readonly waitingForFilesMs: number }
}

const NONE: RowCounts = { inserted: 0, updated: 0, unchanged: 0, deleted: 0 }
const sum = (a: RowCounts, b: RowCounts): RowCounts =>
  ({ inserted: a.inserted + b.inserted, updated: a.updated + b.updated, unchanged: a.unchanged + b.unchanged, deleted: a.deleted + b.deleted })

/** Adds the counts of one meeting to those of the import. */
export const addCounts = (total: Record<string, RowCounts>, counts: TableCounts): void => {
  for (const [table, row] of Object.entries(counts)) total[table] = sum(total[table] ?? NONE, row)
}

/** Adds the races of one meeting to those of their feeds. */
export const addFeeds = (total: Record<string, FeedCounts>, { races }: MeetingRecord): void => {
  for (const { feed, runners } of races) {
    const before = total[feed] ?? { races: 0, runners: 0, finished: 0 }
    const finished = runners.filter(({ result }) => typeof result?.position === 'number').length
    total[feed] = { races: before.races + 1, runners: before.runners + runners.length, finished: before.finished + finished }
  }
}

const grouped = (value: number): string => value.toLocaleString('en-US')
const cells = (row: readonly (string | number)[]): string =>
  row.map((cell, i) => i === 0 ? String(cell).padEnd(22) : (typeof cell === 'number' ? grouped(cell) : cell).padStart(12)).join('').trimEnd()

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] => rows.length === 0 ? [] : [cells(head), ...rows.map(cells), '']

/** The report for a person to read. */
export const printReport = ({ source, meetings, feeds, tables, rejected, rejectsFile, durations }: ImportReport): string => {
  const changed = Object.entries(tables).filter(([, row]) => Object.values(row).some((count) => count > 0))
  const noun = meetings.inserted === 1 ? 'meeting' : 'meetings'
  return [
    `${source}: ${grouped(meetings.inserted)} ${noun} new, ${grouped(meetings.updated)} updated, ${grouped(meetings.unchanged)} unchanged, ${grouped(meetings.refused)} refused, in ${(durations.totalMs / 1000).toFixed(1)} s`,
    '',
    ...table(['feed', 'races', 'runners', 'finished'], Object.entries(feeds).sort().map(([feed, { races, runners, finished }]) => [feed, races, runners, finished])),
    ...table(['rows', 'in', 'updated', 'unchanged', 'deleted'], changed.map(([name, row]) => [name, row.inserted, row.updated, row.unchanged, row.deleted])),
    rejected === 0 ? 'Nothing was rejected.' : `${grouped(rejected)} rejected: file, row and reason of each in ${rejectsFile ?? 'no file'}`,
  ].join('\n')
}
