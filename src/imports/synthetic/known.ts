import type { MeetingStatus, RaceStatus, RunnerStatus } from '../../domain/vocabulary'
import { deadlinesOf } from './fates'
import type { Fate } from './fates'
import type { Entry } from './entries'
import type { MeetingTruth, RaceTruth } from './meeting-run'

/** What has been published of a meeting at the instant `now` (ms). Everything that a record says goes through here. */
export interface Known {
  readonly now: number
  /** Riders, barriers and gear are out. */
  readonly accepted: boolean
  readonly marketOpen: boolean
  readonly raceDay: boolean
  readonly abandoned: boolean
}

/** When the last word about a meeting is spoken: it is called off, or its last result is official. */
const endOf = (meeting: MeetingTruth): number =>
  meeting.abandonedAt ?? Math.max(deadlinesOf(meeting.slot).scratchingDeadline, ...meeting.races.map((r) => r.resultKnownAt ?? 0))

/** Nothing is added after the end of a meeting: its record is settled from then on. */
export const knownOf = (meeting: MeetingTruth, present: number): Known => {
  const { acceptances, marketOpens, scratchingDeadline } = deadlinesOf(meeting.slot)
  const now = Math.min(present, endOf(meeting))
  return { now, accepted: now >= acceptances, marketOpen: now >= marketOpens, raceDay: now >= scratchingDeadline, abandoned: meeting.abandonedAt !== null && now >= meeting.abandonedAt }
}

export const isFinal = (race: RaceTruth, known: Known): boolean => race.resultKnownAt !== null && race.resultKnownAt <= known.now
const isCalledOff = (race: RaceTruth, known: Known): boolean => race.run === null && known.abandoned
/** Last instant at which anything can be said about a race. */
export const horizonOf = (race: RaceTruth, meeting: MeetingTruth, now: number): number => (race.run === null && meeting.abandonedAt !== null ? Math.min(now, meeting.abandonedAt) : now)

export const raceStatus = (race: RaceTruth, known: Known): RaceStatus => {
  if (isCalledOff(race, known)) return 'ABANDONED'
  if (isFinal(race, known)) return 'FINAL'
  if (race.fate.off <= known.now) return 'JUMPED'
  return known.marketOpen ? 'OPEN' : 'SCHEDULED'
}

export const meetingStatus = (meeting: MeetingTruth, known: Known): MeetingStatus => {
  if (known.abandoned) return 'ABANDONED'
  if (known.raceDay && meeting.races.every((r) => isFinal(r, known))) return 'FINISHED'
  const first = meeting.races[0]
  if (first !== undefined && first.fate.off <= known.now) return 'IN_PROGRESS'
  return known.marketOpen ? 'OPEN' : known.accepted ? 'ACCEPTANCES' : 'SCHEDULED'
}

export const runnerStatus = (entry: Entry, fate: Fate, horizon: number, ran: boolean): RunnerStatus => {
  if (fate.scratching !== null && fate.scratching.at <= horizon) return fate.scratching.late ? 'LATE_SCRATCHED' : 'SCRATCHED'
  if (entry.emergency !== null && (fate.gainedAt === null || fate.gainedAt > horizon)) return 'EMERGENCY'
  return ran ? 'RUNNER' : 'DECLARED'
}
