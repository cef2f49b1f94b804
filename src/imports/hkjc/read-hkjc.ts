import { createHash } from 'node:crypto'
import type { ImportUnit, MeetingRecord, Reject } from '../../domain/records'
import type { HkjcDirectory, PlannedUnit } from './directory'
import { openDirectory, readSpineFile } from './directory'
import { learn } from './learn'
import type { Knowledge } from './meeting-build'
import { buildMeeting } from './meeting-build'
import type { SideFiles } from './side-files'
import { readSpine } from './spine'
import { buildTrials } from './trial-build'

/** Raised when the same files are to give other records, so that a new version brings stored meetings up to date. */
const READER_VERSION = 'hkjc-2'
const SIDE_KEY = 'side-files'

export interface ReadOptions {
  /** Units at most, from the earliest. */
  readonly limit?: number
  /** After each unit, done of total. */
  readonly onProgress?: (done: number, total: number) => void
}

/** What results_en is silent about depends on other days (names, brands): those go into the digest as they came out. */
const learnedParts = (meeting: MeetingRecord, { horses }: Knowledge): string =>
  meeting.races.map((race) => race.runners.map(({ horse, jockey, trainer }) => `${horses.text(horse.sourceId)}|${jockey?.sourceId ?? ''}|${trainer?.sourceId ?? ''}`).join('\n')).join('\n')

/** Of the meeting's own file, its rows in every side file and its horses: a changed file touches only the meetings that it is about. */
const digestOf = (unit: PlannedUnit, spine: Buffer | null, files: SideFiles, meeting: MeetingRecord | null, knowledge: Knowledge): string => {
  const hash = createHash('sha256').update(READER_VERSION)
  if (spine !== null) hash.update(spine)
  const sides = unit.kind === 'trials' ? [files.trials] : [files.zh, files.sectionals, files.gear, files.dividends, files.form]
  for (const file of sides) {
    hash.update(`\n${file.name}\n`)
    for (const bytes of file.bytes(unit.key)) hash.update(bytes)
  }
  if (meeting !== null) hash.update(learnedParts(meeting, knowledge))
  return hash.digest('hex')
}

const readUnit = (unit: PlannedUnit, files: SideFiles, knowledge: Knowledge): ImportUnit => {
  const rejects: Reject[] = []
  const read = unit.spinePath === null ? null : readSpineFile(unit.spinePath)
  const bytes = Buffer.isBuffer(read) ? read : null
  const spine = bytes === null ? null : readSpine(unit.key, bytes.toString('utf8'))
  if (read !== null && 'unreadable' in read) rejects.push({ file: `results_en/${unit.key}.json`, row: 'file', reason: `cannot be read (${read.unreadable})` })
  rejects.push(...spine?.rejects ?? [])
  const broken = rejects.length > 0 && (spine === null || spine.races.length === 0)
  const meeting = broken ? null : unit.kind === 'trials' ? buildTrials(unit, files.trials, knowledge, rejects) : buildMeeting(unit, spine, files, knowledge, rejects)
  const rows = meeting?.races.reduce((sum, race) => sum + race.runners.length, 0) ?? 0
  return { key: unit.kind === 'trials' ? `${unit.key}-T` : unit.key, sha256: digestOf(unit, bytes, files, meeting, knowledge), rows, meeting, rejects }
}

const unitCount = ({ units, rejects }: HkjcDirectory): number => units.length + (rejects.length > 0 ? 1 : 0)

/** How many units `readHkjc` will yield from the folder. */
export const countUnits = async (dir: string): Promise<number> => unitCount(await openDirectory(dir))

/**
 * Hong Kong results from a folder as `docs/import-formats.md` describes it: one unit a meeting, by date; barrier
 * trials are meetings of their own; refused rows of no meeting come last, in a unit without one. `rows` counts
 * runners. Throws `FILE_UNREADABLE` when the folder has no results_en; anything else wrong is a reject.
 */
export async function* readHkjc(dir: string, options: ReadOptions = {}): AsyncIterable<ImportUnit> {
  const directory = await openDirectory(dir)
  const { files, units, rejects } = directory
  const total = Math.min(unitCount(directory), options.limit ?? Infinity)
  const knowledge = await learn(directory)
  let done = 0
  for (const unit of units.slice(0, total)) {
    yield readUnit(unit, files, knowledge)
    options.onProgress?.(++done, total)
  }
  if (rejects.length > 0 && done < total) {
    yield { key: SIDE_KEY, sha256: createHash('sha256').update(JSON.stringify(rejects)).digest('hex'), rows: 0, meeting: null, rejects }
    options.onProgress?.(++done, total)
  }
}
