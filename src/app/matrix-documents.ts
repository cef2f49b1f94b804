import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../domain/errors'
import { matrixPage } from '../usecases/matrix/page'
import type { MatrixReport } from '../usecases/matrix/report'
import { writeWhole } from './write-whole'

const FOLDER = 'matrix'
/** The last report of each source beside the page, by name of file. @throws AppError FILE_UNREADABLE */
export function readMatrixReports(page: string): readonly MatrixReport[] {
  const folder = join(dirname(page), FOLDER)
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => {
    const path = join(folder, name)
    const problem = (cause?: unknown): AppError => new AppError('FILE_UNREADABLE', `${path} is no report of "racegraph matrix evaluate": make it anew with --docs, or remove it.`, { cause })
    let report: Partial<MatrixReport> | null
    try { report = JSON.parse(readFileSync(path, 'utf8')) as Partial<MatrixReport> | null } catch (error) { throw problem(error) }
    if (report?.kind !== 'matrix') throw problem()
    return report as MatrixReport
  })
}
/** Six digits are enough for people and keep the file readable from one measurement to the next. */
const DIGITS = 1e6
const reportText = (report: MatrixReport): string => `${JSON.stringify(report, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * DIGITS) / DIGITS : value), 1)}\n`
/** Writes the page anew from the reports that lie beside it, and this one, which takes the place of the last of its source. Names of the files. */
export function writeMatrixPage(page: string, report: MatrixReport | null): readonly string[] {
  const files = new Map<string, string>()
  const kept = readMatrixReports(page).filter(({ source }) => source !== report?.source)
  if (report !== null) files.set(join(dirname(page), FOLDER, `${report.source.toLowerCase()}.json`), reportText(report))
  const rounded = report === null ? [] : [JSON.parse(reportText(report)) as MatrixReport]
  files.set(page, matrixPage([...kept, ...rounded]))
  writeWhole(files)
  return [...files.keys()]
}
