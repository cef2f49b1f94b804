import type { ChangeRecord, MeetingRecord } from '../../domain/records'
import type { CardMeeting } from './card-file'
import { identity, meetingKey, nameKey } from './card-keys'
import { utc } from './quantities'

/** The changes that a file gives itself, with their reasons. */
export function givenChanges(meeting: CardMeeting): readonly ChangeRecord[] {
  return (meeting.changes ?? []).map((change) => {
    const raceNumber = change.raceNumber ?? null
    const horseId = change.horse === undefined ? null : horseOf(change.horse, raceNumber, meeting)
    return {
      sourceId: [meetingKey(meeting), utc(change.at), 'given', change.kind, raceNumber ?? 'meeting', horseId ?? change.text].join(' '),
      kind: change.kind, raceNumber, horseId, before: change.before ?? null, after: change.after ?? null, text: change.text, reason: change.reason ?? null, late: change.late ?? false,
      at: utc(change.at), knownAt: utc(change.knownAt ?? change.at),
    }
  })
}

function horseOf(horse: string, raceNumber: number | null, meeting: CardMeeting): string | null {
  const runners = meeting.races.find(({ number }) => number === raceNumber)?.runners ?? []
  const found = runners.find((runner) => runner.horse !== undefined && (identity(runner.horse) === horse || nameKey(typeof runner.horse === 'string' ? runner.horse : runner.horse.name) === nameKey(horse)))
  return found?.horse === undefined ? null : identity(found.horse)
}

/**
 * All changes of a meeting, in the order in which they became known: those kept, those given and those found by
 * comparing, less what a given change already tells. A change of a runner that is gone keeps its text only.
 */
export function allChanges(kept: readonly ChangeRecord[], given: readonly ChangeRecord[], found: readonly ChangeRecord[], meeting: MeetingRecord): readonly ChangeRecord[] {
  const told = new Set(given.filter((change) => !kept.some(({ sourceId }) => sourceId === change.sourceId)).map(subject))
  const all = new Map([...kept, ...given, ...found.filter((change) => !told.has(subject(change)))].map((change) => [change.sourceId, change]))
  const here = new Set(meeting.races.flatMap((race) => race.runners.map((runner) => `${race.number} ${runner.horse.sourceId}`)))
  const races = new Set(meeting.races.map(({ number }) => number))
  return [...all.values()]
    .map((change) => ({ ...change, raceNumber: change.raceNumber !== null && races.has(change.raceNumber) ? change.raceNumber : null, horseId: here.has(`${change.raceNumber} ${change.horseId}`) ? change.horseId : null }))
    .sort((a, b) => a.knownAt.localeCompare(b.knownAt) || a.sourceId.localeCompare(b.sourceId, 'en'))
}

const subject = (change: ChangeRecord): string => `${change.kind} ${change.raceNumber} ${change.horseId}`
