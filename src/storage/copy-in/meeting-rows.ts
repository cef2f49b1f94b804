import type { ChangeRecord, MeetingRecord, RaceRecord, RunnerRecord } from '../../domain/records'
import type { Draft } from './draft'
import { Refusal } from './refusal'
import type { SharedRows } from './shared-rows'

/** Where the ids of the meeting's own rows come from: the database if it has them, new ones otherwise. */
export interface OwnIds { readonly meeting: number; race(sourceId: string): number; runner(sourceId: string): number }
interface Placed { readonly id: number; readonly runners: ReadonlyMap<string, number> }

const takesPart = ({ status }: RunnerRecord): boolean => status === 'RUNNER' || status === 'DECLARED'

/** Writes every row of `meeting` into `draft`. Throws `Refusal` where the record contradicts itself. */
export const fillMeeting = (draft: Draft, meeting: MeetingRecord, ids: OwnIds, shared: SharedRows): void => {
  const { source, sourceId, date, name, status, kind, tier, rail, expectedCondition } = meeting
  const venueId = shared.venue(draft, meeting.venue, date)
  draft.sourceIds.set(`meeting ${ids.meeting}`, sourceId)
  draft.add('meetings', [ids.meeting, source, sourceId, date, venueId, name, status, kind, tier, rail?.text ?? null, rail?.offsetM ?? null, expectedCondition])
  const races = new Map<number, Placed>()
  for (const race of meeting.races) {
    if (races.has(race.number)) throw new Refusal(`race ${race.number} stands twice`)
    races.set(race.number, addRace(draft, meeting, race, ids, shared))
  }
  for (const t of meeting.trackRatings) draft.add('track_ratings', [ids.meeting, t.raceNumber, t.label, t.number, t.text, t.penetrometer, t.observedAt, t.knownAt])
  for (const w of meeting.weather) {
    draft.add('weather_observations', [ids.meeting, w.condition, w.temperatureC, w.humidity, w.windSpeedKmh, w.windDirection, w.rainfall24hMm, w.rainfall7dMm, w.irrigation24hMm, w.observedAt, w.knownAt])
  }
  for (const change of meeting.changes) addChange(draft, source, change, ids.meeting, races)
}

const addRace = (draft: Draft, meeting: MeetingRecord, race: RaceRecord, ids: OwnIds, shared: SharedRows): Placed => {
  const id = ids.race(race.sourceId)
  draft.sourceIds.set(`race ${id}`, race.sourceId)
  const fieldSize = race.runners.reduce((size, runner) => size + (takesPart(runner) ? 1 : 0), 0)
  draft.add('races', [
    id, ids.meeting, meeting.source, race.sourceId, race.feed, race.number, race.name, race.kind, race.status, race.scheduledStart, race.startEstimated, race.actualStart, race.distanceM, race.surface,
    race.trackName, race.courseLayout, race.direction, race.pattern, race.classCode, race.classText, race.ratingLow, race.ratingHigh, race.ageRestriction, race.sexRestriction, race.weightCondition,
    race.minimumWeightKg, race.apprenticesCanClaim, race.fieldLimit, race.prizeTotal, race.prizes, race.currency, fieldSize, race.going, race.goingNumber, race.winningTimeMs, race.last600Ms, race.tempo,
    race.stewardsReport, race.resultKnownAt,
  ])
  const runners = new Map<string, number>()
  for (const runner of race.runners) {
    if (runners.has(runner.horse.sourceId)) throw new Refusal(`horse ${runner.horse.sourceId} stands twice in race ${race.sourceId}`)
    runners.set(runner.horse.sourceId, addRunner(draft, meeting, race, id, runner, ids, shared))
  }
  for (const d of race.dividends) draft.add('dividends', [id, d.market, d.pool, d.combination, d.dividend, d.unitStake, d.currency])
  return { id, runners }
}

const addRunner = (draft: Draft, meeting: MeetingRecord, race: RaceRecord, raceId: number, runner: RunnerRecord, ids: OwnIds, shared: SharedRows): number => {
  const { date, source } = meeting
  const sourceId = `${race.sourceId}:${runner.horse.sourceId}`
  const id = ids.runner(sourceId)
  draft.sourceIds.set(`runner ${id}`, sourceId)
  const jockeyId = runner.jockey === null ? null : shared.jockey(draft, runner.jockey, date)
  const trainerId = runner.trainer === null ? null : shared.trainer(draft, runner.trainer, date)
  draft.add('runners', [
    id, raceId, race.scheduledStart, shared.horse(draft, runner.horse, date), jockeyId, trainerId, source, sourceId, runner.number, runner.number === null ? null : String(runner.number), runner.barrier,
    runner.emergencyNumber, runner.status, runner.weightKg, runner.allocatedKg, runner.claimKg, runner.overweightKg, runner.bodyWeightKg, runner.handicapRating, runner.ageAtRace,
    runner.horse.owner?.name ?? null, runner.silks,
  ])
  addRun(draft, id, raceId, runner)
  return id
}

const addRun = (draft: Draft, id: number, raceId: number, { result, inRunning, sectionals, gear, prices }: RunnerRecord): void => {
  if (result !== null) {
    const { status, position, marginLengths, beatenLengths, finishTimeMs, startingPrice, favourite, prize, comment, knownAt } = result
    draft.add('results', [id, raceId, status, position, marginLengths, beatenLengths, finishTimeMs, startingPrice, favourite, prize, comment, knownAt])
  }
  inRunning.forEach((at, i) => { draft.add('in_running_positions', [id, i + 1, at.point, at.metresFromHome, at.position, at.marginLengths]) })
  sectionals.forEach((section, i) => { draft.add('sectionals', [id, i + 1, section.fromM, section.toM, section.timeMs, section.position, section.marginLengths]) })
  for (const { code, firstTime, removed, knownAt } of gear) draft.add('runner_gear', [id, code, firstTime, removed, knownAt])
  for (const { source, market, kind, bookmaker, decimal, at } of prices) draft.add('prices', [id, raceId, source, market, kind, bookmaker, decimal, at, at])
}

const addChange = (draft: Draft, source: string, change: ChangeRecord, meetingId: number, races: ReadonlyMap<number, Placed>): void => {
  const race = change.raceNumber === null ? null : races.get(change.raceNumber)
  if (race === undefined) throw new Refusal(`change ${change.sourceId} names race ${change.raceNumber}, which the meeting does not have`)
  const runnerId = change.horseId === null ? null : race?.runners.get(change.horseId)
  if (runnerId === undefined) throw new Refusal(`change ${change.sourceId} names horse ${change.horseId}, which is not in race ${change.raceNumber}`)
  draft.add('change_events', [
    source, change.sourceId, change.kind, meetingId, race?.id ?? null, runnerId, change.before, change.after, change.text, change.reason, change.late, change.at, change.knownAt,
  ])
}
