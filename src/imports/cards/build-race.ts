import type { DividendRecord, RaceRecord } from '../../domain/records'
import type { RaceStatus } from '../../domain/vocabulary'
import type { CardDividend, CardMeeting, CardRace, DistanceJson } from './card-file'
import { buildRunner } from './build-runner'
import { meetingKey } from './card-keys'
import { hasResult } from './check-runner'
import { readGoing } from './going-words'
import { distanceM, timeMs, utc, weightKg } from './quantities'

/** A checked and complete race. `publishedAt` is when gear and prices that say nothing became known. */
export function buildRace(race: CardRace, meeting: CardMeeting, feed: 'racecard' | 'results', publishedAt: string): RaceRecord {
  const going = race.going === undefined ? null : readGoing(race.going, race.surface ?? null)
  const known = race.runners?.some(hasResult) === true && race.resultAt !== undefined ? utc(race.resultAt) : null
  const currency = race.prize?.currency ?? meeting.currency ?? null
  return {
    sourceId: `${meetingKey(meeting)}-${race.number}`, feed, number: race.number, name: race.name ?? '', kind: race.kind ?? meeting.kind ?? 'FLAT', status: statusOf(race, known),
    scheduledStart: utc(race.startTime ?? ''), startEstimated: false, actualStart: race.actualStart === undefined ? null : utc(race.actualStart),
    distanceM: race.distance === undefined ? null : wholeMetres(race.distance), surface: race.surface ?? null, trackName: race.trackName ?? null, courseLayout: race.courseLayout ?? null, direction: race.direction ?? meeting.venue.direction ?? null,
    pattern: race.pattern ?? 'NONE', classCode: race.classCode ?? null, classText: race.classText ?? null, ratingLow: race.rating?.low ?? null, ratingHigh: race.rating?.high ?? null,
    ageRestriction: race.ageRestriction ?? null, sexRestriction: race.sexRestriction ?? null, weightCondition: race.weightCondition ?? 'OTHER', minimumWeightKg: race.minimumWeight === undefined ? null : weightKg(race.minimumWeight),
    apprenticesCanClaim: race.apprenticesCanClaim ?? null, fieldLimit: race.fieldLimit ?? null,
    prizeTotal: race.prize?.total ?? null, prizes: race.prize?.byPosition ?? [], currency,
    going: going?.label ?? null, goingNumber: going?.number ?? null, winningTimeMs: ms(race.winningTime), last600Ms: ms(race.last600), tempo: race.tempo ?? null, stewardsReport: race.stewardsReport ?? null,
    resultKnownAt: known, runners: (race.runners ?? []).map((runner) => buildRunner(runner, { race, date: meeting.date, knownAt: known, publishedAt })),
    dividends: (race.dividends ?? []).map((paid) => buildDividend(paid, currency)),
  }
}

function statusOf(race: CardRace, resultKnownAt: string | null): RaceStatus {
  if (resultKnownAt === null) return race.status ?? 'SCHEDULED'
  return race.status === 'INTERIM' || race.status === 'PROTEST' || race.status === 'VOID' ? race.status : 'FINAL'
}

const wholeMetres = (distance: DistanceJson): number | null => {
  const metres = distanceM(distance)
  return metres === null ? null : Math.round(metres)
}
const ms = (time: CardRace['last600']): number | null => time === undefined ? null : timeMs(time)

const buildDividend = (paid: CardDividend, currency: string | null): DividendRecord =>
  ({ market: paid.market, pool: paid.pool ?? paid.market, combination: paid.combination, dividend: paid.dividend, unitStake: paid.unitStake ?? 1, currency: paid.currency ?? currency ?? '' })
