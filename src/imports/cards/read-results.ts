import type { ImportUnit } from '../../domain/records'
import type { CardArchive } from './card-archive'
import { readFileUnits } from './read-file-units'
import { readCardFile, refused, takeInFile } from './take-in-file'

/**
 * A results file alone: it must say itself what a card says. A file that breaks the rules gives a unit without a meeting and up to 50 rejects.
 * @throws AppError FILE_UNREADABLE
 */
export async function readResults(path: string): Promise<ImportUnit> {
  const read = await readCardFile(path, 'results')
  return (read.file === null ? refused(path, read.problems) : takeInFile(path, read.file, 'results', null)).unit
}

/** The meeting of a results file joined with its card and earlier results, as far as the archive holds them. */
export const resultsUnits = (path: string, archive: CardArchive): AsyncGenerator<ImportUnit> => readFileUnits(path, 'results', archive)
