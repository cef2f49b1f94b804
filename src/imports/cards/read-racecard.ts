import type { ImportUnit } from '../../domain/records'
import type { CardArchive } from './card-archive'
import { readFileUnits } from './read-file-units'
import { readCardFile, refused, takeInFile } from './take-in-file'

/**
 * A race card file alone, as if nothing were known of its meeting. A card that breaks the rules gives a unit without a meeting and up to 50 rejects.
 * @throws AppError FILE_UNREADABLE
 */
export async function readRacecard(path: string): Promise<ImportUnit> {
  const read = await readCardFile(path, 'racecard')
  return (read.file === null ? refused(path, read.problems) : takeInFile(path, read.file, 'racecard', null)).unit
}

/** The meeting of a race card file joined with what the archive holds of it: results taken before, changes since the last card. */
export const racecardUnits = (path: string, archive: CardArchive): AsyncGenerator<ImportUnit> => readFileUnits(path, 'racecard', archive)
