import type { ArchivedMeeting } from '../imports/cards/card-archive'
import { readFileUnits } from '../imports/cards/read-file-units'
import { readHkjc } from '../imports/hkjc/read-hkjc'
import { fileCardArchive } from '../storage/file-card-archive'
import { createPool } from '../storage/pool'
import type { ImportReport } from '../usecases/import-report'
import { runImport } from './run-import'
import type { ImportContext } from './run-import'

/** Hong Kong results from a folder of files. @throws AppError FILE_UNREADABLE */
export const importHkjc = (context: ImportContext, folder: string): Promise<ImportReport> => {
  let total: number | null = null
  const units = readHkjc(folder, { onProgress: (_done, all) => { total = all } })
  return runImport(context, { source: 'HKJC', feed: 'hkjc', units, total: () => total })
}

/** One race card, or the results of one meeting, in racegraph's own format. @throws AppError FILE_UNREADABLE */
export const importCardFile = async (context: ImportContext, kind: 'racecard' | 'results', path: string): Promise<ImportReport> => {
  const pool = createPool({ url: context.databaseUrl, size: 1, applicationName: 'racegraph-import' })
  try {
    const units = readFileUnits(path, kind, fileCardArchive<ArchivedMeeting>(pool))
    return await runImport(context, { source: 'FILE', feed: kind, units, total: () => 1 })
  } finally { await pool.end() }
}
