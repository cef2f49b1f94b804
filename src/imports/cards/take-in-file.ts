import { createHash } from 'node:crypto'
import type { ImportUnit, MeetingRecord } from '../../domain/records'
import { buildMeeting } from './build-meeting'
import { NOTHING, type ArchivedMeeting } from './card-archive'
import type { CardFile, CardMeeting } from './card-file'
import { meetingKey, runnerLabel } from './card-keys'
import { checkComplete, racePointer } from './check-complete'
import { checkFile } from './check-file'
import { compareMeetings } from './compare-meetings'
import { fillInstants } from './fill-instants'
import { allChanges, givenChanges } from './given-changes'
import { mergeResults } from './merge-results'
import { rejects, type Problem } from './problem'
import { utc } from './quantities'
import { readJsonFile } from './read-json-file'
import { validateFile } from './validate-file'

export type FileKind = 'racecard' | 'results'
/** A file read and held against its schema and the checks of its own. `path` is how messages name it. */
export type ReadFile = { readonly path: string; readonly file: CardFile } | { readonly path: string; readonly file: null; readonly problems: readonly Problem[] }

/** @throws AppError FILE_UNREADABLE for a file that is absent, too large or no JSON. */
export async function readCardFile(path: string, kind: FileKind): Promise<ReadFile> {
  const valid = validateFile(kind, await readJsonFile(path))
  if ('problems' in valid) return { path, file: null, problems: valid.problems }
  const problems = checkFile(valid.file)
  return problems.length > 0 ? { path, file: null, problems } : { path, file: valid.file }
}

export interface Taken { readonly unit: ImportUnit; /** What to archive once the unit is stored; null when the file was refused. */ readonly archived: ArchivedMeeting | null }

export const refused = (path: string, problems: readonly Problem[], key = path): Taken =>
  ({ unit: { key, sha256: digest(problems), rows: 0, meeting: null, rejects: rejects(path, problems) }, archived: null })

/** Joins a read file with what is known of its meeting. Pure: the same file on the same archive gives the same unit. */
export function takeInFile(path: string, given: CardFile, kind: FileKind, before: ArchivedMeeting | null): Taken {
  const known = before ?? NOTHING
  const key = meetingKey(given.meeting)
  const late = kind === 'racecard' && known.card !== null ? replaces(given, known.card) : []
  if (late.length > 0) return refused(path, late, key)
  const filled = fillInstants(given, known[kind === 'racecard' ? 'card' : 'results'])
  const next: ArchivedMeeting = kind === 'racecard' ? { ...known, card: filled } : { ...known, results: growResults(known.results, filled) }
  const { meeting, problems } = together(next)
  const wrong = [...problems, ...checkTogether(meeting, filled), ...checkComplete(meeting, filled, next.card !== null)]
  if (wrong.length > 0) return refused(path, wrong, key)
  const record = recordOf(next, meeting)
  const found = before === null ? [] : compareMeetings(recordOf(before, together(before).meeting), record, utc(given.publishedAt))
  const changes = allChanges(known.changes, givenChanges(filled.meeting), found, record)
  const complete = { ...record, changes }
  const rows = given.meeting.races.reduce((sum, race) => sum + (race.runners?.length ?? 0), 0)
  return { unit: { key, sha256: digest(complete), rows, meeting: complete, rejects: [] }, archived: { ...next, changes } }
}

/** A card takes the place of an older one, with all its races. */
function replaces(given: CardFile, stored: CardFile): readonly Problem[] {
  if (Date.parse(given.publishedAt) < Date.parse(stored.publishedAt)) {
    return [{ pointer: '/publishedAt', found: given.publishedAt, expected: `an instant not before ${stored.publishedAt}, when the card already imported was published` }]
  }
  const numbers = new Set(given.meeting.races.map(({ number }) => number))
  const gone = stored.meeting.races.filter(({ number }) => !numbers.has(number))
  return gone.map(({ number }) => ({ pointer: '/meeting/races', found: `no race ${number}`, expected: `race ${number} as on the card already imported; give it status "ABANDONED" when it is called off` }))
}

/** Results may come race by race: a race sent again replaces itself. */
function growResults(before: CardFile | null, file: CardFile): CardFile {
  if (before === null) return file
  const races = new Map([...before.meeting.races, ...file.meeting.races].map((race) => [race.number, race]))
  return { ...file, meeting: { ...before.meeting, ...file.meeting, venue: { ...before.meeting.venue, ...file.meeting.venue }, races: [...races.values()].sort((a, b) => a.number - b.number) } }
}

function together({ card, results }: ArchivedMeeting): { readonly meeting: CardMeeting; readonly problems: readonly Problem[] } {
  const only = card ?? results
  if (only === null) throw new Error('an archived meeting has a card, results or both')
  return card !== null && results !== null ? mergeResults(card, results) : { meeting: only.meeting, problems: [] }
}

/** The checks once more with every instant filled in and both files together: each may pass alone where a number is taken twice or a scratched runner has a result. */
function checkTogether(meeting: CardMeeting, filled: CardFile): readonly Problem[] {
  const problems = checkFile({ ...filled, meeting: { ...meeting, changes: [] } })
  return meeting === filled.meeting ? problems : problems.map((problem) => ({ ...problem, pointer: pointerInto(filled, meeting, problem.pointer) }))
}

/** A pointer into the meeting put together, as one into the file at hand; runners are named, since their places differ. */
function pointerInto(file: CardFile, meeting: CardMeeting, pointer: string): string {
  const [, i, j, rest = ''] = /^\/meeting\/races\/(\d+)(?:\/runners\/(\d+))?(.*)$/.exec(pointer) ?? []
  const race = i === undefined ? undefined : meeting.races[Number(i)]
  if (race === undefined) return pointer
  const runner = j === undefined ? undefined : race.runners?.[Number(j)]
  return racePointer(race, file) + (runner === undefined ? '' : ` runner ${runnerLabel(runner)} with what was imported before:`) + rest
}

function recordOf(archived: ArchivedMeeting, meeting: CardMeeting): MeetingRecord {
  const publishedAt = (archived.card ?? archived.results)?.publishedAt ?? ''
  return buildMeeting(meeting, archived.card === null ? 'results' : 'racecard', publishedAt, [])
}

/** SHA-256 of a value as JSON with sorted keys, so that the order in which a database gives properties back does not count. */
function digest(value: unknown): string {
  const sorted = (_: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part
  return createHash('sha256').update(JSON.stringify(value, sorted)).digest('hex')
}
