import type { ImportUnit } from '../../domain/records'
import type { CardArchive } from './card-archive'
import { meetingKey } from './card-keys'
import { readCardFile, refused, takeInFile, type FileKind } from './take-in-file'

/**
 * One unit: the meeting of a race card or results file, joined with what the archive holds of it: its card, earlier results,
 * changes since. What it was made of is proposed to the archive before the unit is handed out. A file that breaks the
 * rules gives a unit without a meeting and up to 50 rejects.
 * @throws AppError FILE_UNREADABLE
 */
export async function* readFileUnits(path: string, kind: FileKind, archive: CardArchive): AsyncGenerator<ImportUnit> {
  const read = await readCardFile(path, kind)
  if (read.file === null) {
    yield refused(path, read.problems).unit
    return
  }
  const key = meetingKey(read.file.meeting)
  const { unit, archived } = takeInFile(path, read.file, kind, await archive.load(key))
  if (archived !== null) await archive.propose(key, archived, unit.sha256)
  yield unit
}
