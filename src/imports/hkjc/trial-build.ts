import type { MeetingRecord, RaceRecord, Reject, RunnerRecord } from '../../domain/records'
import type { FinishStatus, RunnerStatus } from '../../domain/vocabulary'
import { nameAndBrand } from './brand'
import { gearOf } from './gear'
import { lengthsOf } from './lengths'
import type { Knowledge, MeetingKey } from './meeting-build'
import { cardKnownAt, estimatedTrialStart, resultKnownAt } from './race-clock'
import { raceTimeMs } from './race-time'
import { inRunning, sectionsOf } from './sections'
import type { SideFile, SideRow } from './side-file'
import type { TrialColumn } from './side-files'
import { VENUES } from './venues'
import { GOING, NOT_FINISHED } from './words'

type Row = SideRow<TrialColumn>
const FILE = 'barrier_trials_2015_2017.csv'
/** Metres a second that a trial's winner can have averaged: real ones of 800 to 1,700 m lie between 15.2 and 17.8. */
const SLOWEST = 15
const FASTEST = 18

/**
 * The distance, or null where the winner's time makes it impossible. Half of the file's distances are not the
 * trial's (`200` for one run in 1.02.95, `1200` for one in 1.01.20): where they do not fit they are unknown.
 */
export const trialDistance = (metres: number, winnerMs: number): number | null => {
  const speed = metres / (winnerMs / 1000)
  return speed >= SLOWEST && speed <= FASTEST ? metres : null
}

interface Outcome { readonly status: RunnerStatus; readonly finish: FinishStatus | null }
/** Neither time nor running positions nor a word for it: what became of the horse is unknown. */
const outcomeOf = (row: Row): Outcome => {
  if (/^Withdrawn|^Changed to/.test(row.runningpos)) return { status: 'SCRATCHED', finish: null }
  const word = NOT_FINISHED[row.runningpos] ?? NOT_FINISHED[row.lbw]
  if (word !== undefined) return { status: 'RUNNER', finish: word }
  return { status: 'RUNNER', finish: raceTimeMs(row.time) === null ? null : row.lbw === 'DH' ? 'DEAD_HEAT' : 'FINISHED' }
}

const placeOf = (row: Row, rows: readonly Row[]): number | null => {
  const tied = row.lbw === 'DH' ? rows.find((other) => Number(other.plc) === Number(row.plc) - 1) : undefined
  return tied === undefined ? Number(row.plc) : Number(tied.plc)
}

const resultOf = (row: Row, rows: readonly Row[], finish: FinishStatus, knownAt: string): RunnerRecord['result'] => {
  const ran = finish === 'FINISHED' || finish === 'DEAD_HEAT'
  const tied = finish === 'FINISHED' && rows.some((other) => other.lbw === 'DH' && Number(other.plc) === Number(row.plc) + 1)
  const text = [row.comment.trim(), row.result.trim() === '' ? '' : `[${row.result.trim()}]`].filter((part) => part !== '').join(' ')
  return {
    status: tied ? 'DEAD_HEAT' : finish, position: ran ? placeOf(row, rows) : null, marginLengths: null, beatenLengths: !ran ? null : row.plc === '1' ? 0 : beatenOf(row, rows),
    finishTimeMs: raceTimeMs(row.time), startingPrice: null, favourite: null, prize: null, comment: text === '' ? null : text, knownAt,
  }
}
const beatenOf = (row: Row, rows: readonly Row[]): number | null => {
  if (row.lbw !== 'DH') return lengthsOf(row.lbw)
  const tied = rows.find((other) => Number(other.plc) === Number(row.plc) - 1)
  return tied === undefined || tied.plc === '1' ? 0 : lengthsOf(tied.lbw)
}

const callsOf = (row: Row): number[] => {
  const calls = row.runningpos.trim().split(/\s+/).map(Number)
  return calls.every((call) => Number.isInteger(call) && call >= 1 && call <= 40) ? calls : []
}
const person = (name: string): { sourceId: string; name: string; country: null } => ({ sourceId: name, name, country: null })

interface Batch { readonly meeting: MeetingKey; readonly number: number; readonly rows: readonly Row[]; readonly distanceM: number | null; readonly calls: number; readonly start: string }

const runnerOf = (row: Row, horseId: string, batch: Batch, knowledge: Knowledge, rejects: Reject[]): RunnerRecord => {
  const { status, finish } = outcomeOf(row)
  const jockey = knowledge.jockeys.respelt(row.jockey)
  const trainer = knowledge.trainers.respelt(row.trainer)
  const draw = Number(row.draw)
  const calls = status === 'RUNNER' ? callsOf(row) : []
  return {
    horse: knowledge.horses.record(horseId), jockey: jockey === null ? null : { ...person(jockey), apprentice: false, claimKg: null }, trainer: trainer === null ? null : { ...person(trainer), location: null },
    number: null, barrier: row.draw !== '' && Number.isInteger(draw) && draw >= 1 && draw <= 40 ? draw : null, emergencyNumber: null, status, weightKg: null, allocatedKg: null, claimKg: null,
    overweightKg: null, bodyWeightKg: null, handicapRating: null, ageAtRace: null, silks: null, result: finish === null ? null : resultOf(row, batch.rows, finish, resultKnownAt(batch.start)),
    gear: gearOf(row.gear, cardKnownAt(batch.meeting.date), (reason) => { rejects.push({ file: FILE, row: row.line, reason }) }),
    inRunning: inRunning(calls, sectionsOf(batch.distanceM, batch.calls), []), sectionals: [], prices: [],
  }
}

const UP_TO_40 = /^(?:[1-9]|[123]\d|40)$/

/** Why a row is no trial run; null when it is one. */
const fault = (row: Row): string | null => {
  if (!UP_TO_40.test(row.raceno)) return `raceno ${JSON.stringify(row.raceno)} is not a batch number`
  if (!UP_TO_40.test(row.plc)) return `plc ${JSON.stringify(row.plc)} is not a place`
  return nameAndBrand(row.horse) === null ? `no brand in the horse's name ${JSON.stringify(row.horse)}` : null
}

const runnersOf = (batch: Batch, knowledge: Knowledge, rejects: Reject[]): RunnerRecord[] => {
  const seen = new Set<string>()
  return batch.rows.flatMap((row) => {
    const brand = nameAndBrand(row.horse)?.brand ?? ''
    const horseId = knowledge.horses.resolve(brand, batch.meeting.date)
    const keys = [`horse ${row.horse}`, `draw ${row.draw}`].filter((key) => key !== 'draw ')
    const twice = keys.find((key) => seen.has(key))
    if (horseId === null || twice !== undefined) {
      rejects.push({ file: FILE, row: row.line, reason: twice === undefined ? `brand ${brand} is not one of the Jockey Club` : `${twice} is in the batch already` })
      return []
    }
    for (const key of keys) seen.add(key)
    return [runnerOf(row, horseId, batch, knowledge, rejects)]
  })
}

const batchRace = (meeting: MeetingKey, number: number, rows: readonly Row[], knowledge: Knowledge, rejects: Reject[]): RaceRecord | null => {
  const [first] = rows
  if (first === undefined) return null
  const times = rows.flatMap((row) => raceTimeMs(row.time) ?? [])
  const winnerMs = times.length === 0 ? null : Math.min(...times)
  const distanceM = winnerMs === null ? null : trialDistance(Number(first.distance), winnerMs)
  const start = estimatedTrialStart(meeting.date, number)
  const dirt = first.course === 'ALL WEATHER TRACK'
  return {
    sourceId: `${meeting.date}-${meeting.venue}-T-${number}`, feed: 'barrier_trials', number, name: `Barrier Trial Batch ${number}`, kind: 'BARRIER_TRIAL', status: 'FINAL', scheduledStart: start,
    startEstimated: true, actualStart: null, distanceM, surface: dirt ? 'DIRT' : 'TURF', trackName: dirt ? 'All Weather Track' : 'Turf', courseLayout: null, direction: 'RIGHT', pattern: 'NONE',
    classCode: null, classText: null, ratingLow: null, ratingHigh: null, ageRestriction: null, sexRestriction: null, weightCondition: 'OTHER', minimumWeightKg: null, apprenticesCanClaim: null,
    fieldLimit: null, prizeTotal: null, prizes: [], currency: null, going: GOING[first.going] ?? null, goingNumber: null, winningTimeMs: winnerMs, last600Ms: null, tempo: null,
    stewardsReport: null, resultKnownAt: resultKnownAt(start), runners: runnersOf({ meeting, number, rows, distanceM, calls: Math.max(...rows.map((row) => callsOf(row).length)), start }, knowledge, rejects), dividends: [],
  }
}

/** The barrier trials of one morning at one course, a race for each batch. */
export const buildTrials = (meeting: MeetingKey, file: SideFile<TrialColumn>, knowledge: Knowledge, rejects: Reject[]): MeetingRecord | null => {
  const venue = VENUES[meeting.venue]
  const batches = new Map<number, Row[]>()
  for (const row of file.rows(meeting.key, rejects)) {
    const wrong = fault(row)
    if (wrong === null) batches.set(Number(row.raceno), [...batches.get(Number(row.raceno)) ?? [], row])
    else rejects.push({ file: FILE, row: row.line, reason: wrong })
  }
  const races = [...batches].sort(([a], [b]) => a - b).flatMap(([number, rows]) =>
    batchRace(meeting, number, rows.sort((a, b) => Number(a.plc) - Number(b.plc)), knowledge, rejects) ?? [])
  return venue === undefined || races.length === 0 ? null : {
    source: 'HKJC', sourceId: `${meeting.key}-T`, date: meeting.date, venue, name: 'Barrier Trials', status: 'FINISHED', kind: 'BARRIER_TRIAL', tier: null, rail: null, expectedCondition: null,
    races, trackRatings: [], weather: [], changes: [],
  }
}
