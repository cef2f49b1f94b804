import type { DividendRecord, RaceRecord } from '../../domain/records'
import { rngFor } from './prng'
import { isoOf } from './local-time'
import { dividendsOf } from './dividends'
import { stewardsReport } from './comments'
import { MINIMUM_KG } from './handicapping'
import { isFinal, raceStatus } from './known'
import type { Known } from './known'
import { SPONSORS } from './name-lists'
import { prizesOf } from './programme'
import type { People } from './people'
import { runnersOf } from './runner-record'
import { ratingsKnown } from './track-records'
import { labelOf } from './weather'
import type { MeetingTruth, RaceTruth } from './meeting-run'

const nameOf = (seed: string, meeting: MeetingTruth, race: RaceTruth): string => {
  const { raceClass, number } = race.plan
  if (meeting.slot.trials) return `Barrier Trial ${number}`
  const sponsor = rngFor(seed, 'sponsor', meeting.slot.sourceId, number).pick(SPONSORS)
  return raceClass.pattern === 'NONE' ? `${sponsor} ${raceClass.text}` : `${sponsor} Stakes (${raceClass.text})`
}

const dividends = (race: RaceTruth): DividendRecord[] => {
  const runs = race.run?.runs ?? []
  const paid = runs.flatMap((r) => (r.position === null ? [] : [{ number: r.starter.entry.number, position: r.position, share: race.market?.toteShares.get(r.starter.index) ?? 0.01 }]))
  return race.market === null ? [] : dividendsOf(paid, runs.length)
}

type Conditions = Pick<RaceRecord, 'pattern' | 'classCode' | 'classText' | 'ratingLow' | 'ratingHigh' | 'ageRestriction' | 'sexRestriction' | 'weightCondition' | 'minimumWeightKg' | 'apprenticesCanClaim' | 'fieldLimit' | 'prizeTotal' | 'prizes' | 'currency'>

const conditionsOf = (meeting: MeetingTruth, race: RaceTruth): Conditions => {
  const { raceClass } = race.plan
  const prizes = meeting.slot.trials ? [] : prizesOf(raceClass, meeting.slot.venue.tier)
  const handicap = raceClass.weights === 'HANDICAP' || raceClass.weights === 'QUALITY'
  return {
    pattern: raceClass.pattern, classCode: raceClass.code, classText: raceClass.text, ratingLow: raceClass.ratingLow, ratingHigh: raceClass.ratingHigh, ageRestriction: raceClass.ageRestriction, sexRestriction: raceClass.sexRestriction,
    weightCondition: raceClass.weights, minimumWeightKg: handicap ? MINIMUM_KG : null, apprenticesCanClaim: meeting.slot.trials ? null : raceClass.claims, fieldLimit: race.plan.fieldLimit,
    prizeTotal: meeting.slot.trials ? null : prizes.reduce((a, b) => a + b, 0), prizes, currency: meeting.slot.trials ? null : 'AUD',
  }
}

const goingNow = (meeting: MeetingTruth, race: RaceTruth, known: Known): Pick<RaceRecord, 'going' | 'goingNumber'> => {
  if (meeting.slot.venue.surface === 'SYNTHETIC') return { going: 'SYNTHETIC', goingNumber: null }
  const published = ratingsKnown(meeting, known).filter((r) => r.raceNumber === null || r.raceNumber <= race.plan.number)
  const number = published[published.length - 1]?.number ?? null
  return number === null ? { going: null, goingNumber: null } : { going: labelOf(number), goingNumber: number }
}

/** A race as it stood at `known.now`: nothing of its result before it was official. */
export const raceRecord = (seed: string, people: People, meeting: MeetingTruth, race: RaceTruth, known: Known): RaceRecord => {
  const { slot } = meeting
  const final = isFinal(race, known)
  const { delay, scheduled, start, off } = race.fate
  return {
    sourceId: `${slot.sourceId}-R${race.plan.number}`, feed: slot.trials ? 'barrier_trials' : 'season', number: race.plan.number, name: nameOf(seed, meeting, race), kind: slot.trials ? 'BARRIER_TRIAL' : 'FLAT', status: raceStatus(race, known),
    scheduledStart: isoOf(delay !== null && delay.at <= known.now ? start : scheduled), startEstimated: false, actualStart: race.run !== null && off <= known.now ? isoOf(off) : null,
    distanceM: race.plan.distanceM, surface: slot.venue.surface, trackName: 'Course Proper', courseLayout: null, direction: slot.venue.direction, ...conditionsOf(meeting, race), ...goingNow(meeting, race, known),
    winningTimeMs: final ? race.run?.winningMs ?? null : null, last600Ms: final ? race.last600Ms : null, tempo: final && !slot.trials ? race.run?.tempo ?? null : null,
    stewardsReport: final && race.run !== null ? stewardsReport(race.run) : null, resultKnownAt: final && race.resultKnownAt !== null ? isoOf(race.resultKnownAt) : null,
    runners: runnersOf(seed, people, meeting, race, known), dividends: final ? dividends(race) : [],
  }
}
