import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../domain/errors'
import { registryText } from '../usecases/feature-document'
import { featuresPage, type FeaturesPage } from '../usecases/features-page'
import type { CoverageReport } from '../usecases/measure-coverage'
import type { SanityReport } from '../usecases/measure-sanity'

const readReport = (path: string): CoverageReport | SanityReport => {
  const report = JSON.parse(readFileSync(path, 'utf8')) as Partial<CoverageReport | SanityReport>
  if (report.kind !== 'coverage' && report.kind !== 'sanity') throw new AppError('FILE_UNREADABLE', `${path} is no report of "racegraph features coverage" or "sanity": make it anew with --out, or remove it.`)
  return report as CoverageReport | SanityReport
}
/** Reports that were written by `features coverage --out` and `features sanity --out`, by file name. */
export const readReports = (folder: string): FeaturesPage => {
  const reports = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => readReport(join(folder, name))) : []
  return { coverage: reports.filter((report) => report.kind === 'coverage'), sanity: reports.filter((report) => report.kind === 'sanity') }
}

/** Writes what follows from the registry and the reports; the names of the files. @throws AppError FILE_UNREADABLE, BAD_USER_INPUT when there is no such folder */
export const writeFeatureDocuments = (root: string): readonly string[] => {
  if (!existsSync(root)) throw new AppError('BAD_USER_INPUT', `The folder ${root} is not there: --root names the one that has schema/ and docs/.`)
  const page = featuresPage(readReports(join(root, 'docs', 'features')))
  for (const folder of ['schema', 'docs']) if (!existsSync(join(root, folder))) mkdirSync(join(root, folder), { recursive: true })
  const files = [join(root, 'schema', 'features.json'), join(root, 'docs', 'FEATURES.md')] as const
  writeFileSync(files[0], registryText())
  writeFileSync(files[1], page)
  return files
}
