import type { ChangeRecord, MeetingRecord, RaceRecord, RunnerRecord } from '../../domain/records'
import type { ChangeKind } from '../../domain/vocabulary'
import { WITHDRAWN } from '../../domain/withdrawn'

type Found = Pick<ChangeRecord, 'kind' | 'raceNumber' | 'horseId' | 'before' | 'after' | 'text'> & { readonly late?: boolean }

/**
 * What changed between two versions of a meeting, as facts known from `knownAt` (when the new version was published).
 * Something told for the first time (a draw, a booking) is no change.
 */
export function compareMeetings(before: MeetingRecord, after: MeetingRecord, knownAt: string): readonly ChangeRecord[] {
  const found = [...ofMeeting(before, after), ...after.races.flatMap((race) => {
    const earlier = before.races.find(({ number }) => number === race.number)
    return earlier === undefined ? [] : [...ofRace(earlier, race), ...ofRunners(earlier, race)]
  })]
  return found.map((change, i) => ({
    ...change, sourceId: [after.sourceId, knownAt, change.kind, change.raceNumber ?? 'meeting', change.horseId ?? i].join(' '), reason: null, late: change.late ?? false, at: knownAt, knownAt,
  }))
}

function ofMeeting(before: MeetingRecord, after: MeetingRecord): Found[] {
  const at = { raceNumber: null, horseId: null }
  return [
    ...changed('RAIL_CHANGE', at, before.rail?.text, after.rail?.text, (a, b) => `Rail from ${a} to ${b}`),
    ...changed('TRACK_CHANGE', at, before.expectedCondition, after.expectedCondition, (a, b) => `Expected going from ${a} to ${b}`),
    ...(after.status === 'ABANDONED' && before.status !== 'ABANDONED' ? [{ ...at, kind: 'ABANDONMENT' as const, before: before.status, after: after.status, text: 'Meeting abandoned' }] : []),
  ]
}

function ofRace(before: RaceRecord, after: RaceRecord): Found[] {
  const at = { raceNumber: after.number, horseId: null }
  const going = (race: RaceRecord): string | null => race.going === null ? null : [race.going, race.goingNumber].filter((part) => part !== null).join(' ')
  return [
    ...changed('TIME_CHANGE', at, before.scheduledStart, after.scheduledStart, (a, b) => `Race ${after.number} from ${a} to ${b}`),
    ...changed('TRACK_CHANGE', at, going(before), going(after), (a, b) => `Race ${after.number}: going from ${a} to ${b}`),
    ...(after.status === 'ABANDONED' && before.status !== 'ABANDONED' ? [{ ...at, kind: 'ABANDONMENT' as const, before: before.status, after: after.status, text: `Race ${after.number} abandoned` }] : []),
  ]
}

function ofRunners(before: RaceRecord, after: RaceRecord): Found[] {
  const now = new Map(after.runners.map((runner) => [runner.horse.sourceId, runner]))
  const gearTold = before.runners.some((runner) => runner.gear.length > 0)
  return before.runners.flatMap((runner) => {
    const later = now.get(runner.horse.sourceId)
    return later === undefined ? [] : [...ofRunner(runner, later, after.number), ...(gearTold ? gear(runner, later, after.number) : [])]
  })
}

function ofRunner(before: RunnerRecord, after: RunnerRecord, raceNumber: number): Found[] {
  const at = { raceNumber, horseId: after.horse.sourceId }
  const who = label(after)
  const weight = (runner: RunnerRecord): string | null => { const kg = runner.weightKg ?? runner.allocatedKg; return kg === null ? null : `${kg} kg` }
  return [
    ...status(before, after, at, who),
    ...changed('JOCKEY_CHANGE', at, before.jockey?.name, after.jockey?.name ?? 'nobody yet', (a, b) => `${who}: ${b} instead of ${a}`),
    ...changed('TRAINER_CHANGE', at, before.trainer?.name, after.trainer?.name, (a, b) => `${who}: trained by ${b}, before by ${a}`),
    ...changed('WEIGHT_CHANGE', at, weight(before), weight(after), (a, b) => `${who}: ${b} instead of ${a}`),
    ...changed('BARRIER_CHANGE', at, before.barrier?.toString(), after.barrier?.toString(), (a, b) => `${who}: barrier ${b} instead of ${a}`),
  ]
}

function status(before: RunnerRecord, after: RunnerRecord, at: Pick<Found, 'raceNumber' | 'horseId'>, who: string): Found[] {
  if (withdrawn(before) === withdrawn(after)) return []
  const change = { ...at, before: before.status, after: after.status }
  return [withdrawn(after) ? { ...change, kind: 'SCRATCHING', text: `${who} scratched`, late: after.status === 'LATE_SCRATCHED' } : { ...change, kind: 'REINSTATEMENT', text: `${who} reinstated` }]
}

function gear(before: RunnerRecord, after: RunnerRecord, raceNumber: number): Found[] {
  const worn = (runner: RunnerRecord): string => runner.gear.map((piece) => piece.code + (piece.firstTime ? ' first time' : '') + (piece.removed ? ' off' : '')).sort().join(', ') || 'none'
  return changed('GEAR_CHANGE', { raceNumber, horseId: after.horse.sourceId }, worn(before), worn(after), (a, b) => `${label(after)}: gear ${b} instead of ${a}`)
}

function changed(kind: ChangeKind, at: Pick<Found, 'raceNumber' | 'horseId'>, before: string | null | undefined, after: string | null | undefined, text: (before: string, after: string) => string): Found[] {
  if (before === null || before === undefined || after === null || after === undefined || before === after) return []
  return [{ ...at, kind, before, after, text: text(before, after) }]
}

const withdrawn = (runner: RunnerRecord): boolean => WITHDRAWN.includes(runner.status)
const label = (runner: RunnerRecord): string => runner.number === null ? runner.horse.name : `${runner.number} ${runner.horse.name}`
