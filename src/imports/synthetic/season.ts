import { createHash } from 'node:crypto'
import { AppError } from '../../domain/errors'
import type { ImportUnit, MeetingRecord } from '../../domain/records'
import { slotsOf } from './calendar'
import { LEAD_DAYS } from './entries'
import { dateOf, DAY_MS, dayOf, offsetMinutes, MINUTE_MS, seasonOf, seasonStart } from './local-time'
import type { EpochDay } from './local-time'
import { meetingRecord } from './meeting-record'
import { peopleOf } from './people'
import { meetingsOf } from './world'

export interface SeasonOptions {
  /** Whole seasons before the one that is under way, 1 to 10. */
  readonly seasons: number
  /** Letters, digits, `_` and `-`; it stands in every `sourceId`. */
  readonly seed: string | number
  /** The present, ISO 8601 with a zone: what had not been published by then is not told. */
  readonly now: string
  /** Days after today whose meetings are on the card, 0 to 7 (default 7). */
  readonly daysAhead?: number
  /** First day of the world, a 1 August `YYYY-MM-DD`. Keep it from the first import on: another one is another world. Default: 1 August, `seasons` years before the season under way began. */
  readonly from?: string
  /** Units of meetings before this day `YYYY-MM-DD` are left out: they are stored already and have no more to tell. */
  readonly since?: string
}
interface Plan { readonly seed: string; readonly now: number; readonly from: EpochDay; readonly last: EpochDay }

/** A meeting has told everything within so many days of its own. */
const NEWS_DAYS = 2

const refuse = (message: string): never => { throw new AppError('BAD_USER_INPUT', message) }

const todayOf = (now: number): EpochDay => {
  const utc = Math.floor(now / DAY_MS)
  return Math.floor((now + offsetMinutes('Australia/Sydney', utc) * MINUTE_MS) / DAY_MS)
}

const planOf = (options: SeasonOptions): Plan => {
  const { seasons, daysAhead = LEAD_DAYS - 1 } = options
  const seed = String(options.seed)
  const now = Date.parse(options.now)
  if (!Number.isInteger(seasons) || seasons < 1 || seasons > 10) refuse(`synthetic season: seasons must be a whole number from 1 to 10, got ${seasons}`)
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(seed)) refuse(`synthetic season: seed must be 1 to 32 letters, digits, "_" or "-", got ${JSON.stringify(seed)}`)
  if (Number.isNaN(now) || !/(Z|[+-]\d\d:\d\d)$/.test(options.now)) refuse(`synthetic season: now must be an ISO 8601 instant with a zone such as 2026-03-01T00:00:00Z, got ${JSON.stringify(options.now)}`)
  if (!Number.isInteger(daysAhead) || daysAhead < 0 || daysAhead >= LEAD_DAYS) refuse(`synthetic season: daysAhead must be a whole number from 0 to ${LEAD_DAYS - 1} (entries close ${LEAD_DAYS} days ahead), got ${daysAhead}`)
  if (options.from !== undefined && !/^(19[9]\d|20\d\d)-08-01$/.test(options.from)) refuse(`synthetic season: from must be a 1 August such as 2024-08-01, got ${JSON.stringify(options.from)}`)
  const today = todayOf(now)
  const from = options.from === undefined ? seasonStart(seasonOf(today) - seasons) : dayOf(options.from)
  if (from > today) refuse(`synthetic season: from (${dateOf(from)}) is after today (${dateOf(today)})`)
  return { seed, now, from, last: today + daysAhead }
}

/** The day on which the world of these options begins, `YYYY-MM-DD`: what a caller keeps and passes as `from` the next time. */
export const seasonFrom = (options: SeasonOptions): string => dateOf(planOf(options).from)

/** How many units a season has, without living through them. */
export const countUnits = (options: SeasonOptions): number => {
  const { seed, from, last } = planOf(options)
  let units = 0
  for (let day = options.since === undefined ? from : Math.max(from, dayOf(options.since)); day <= last; day++) units += slotsOf(seed, day).length
  return units
}

/** A meeting with the digest of all that it says. */
export const unitOf = (meeting: MeetingRecord): ImportUnit => ({
  key: meeting.sourceId, sha256: createHash('sha256').update(JSON.stringify(meeting)).digest('hex'), rows: meeting.races.reduce((sum, race) => sum + race.runners.length, 0), meeting, rejects: [],
})

/** Every instant that a record names. */
const INSTANT = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)"/g
/** When something of a meeting is told that is not told yet; null when all is. A start that is foreseen counts too. */
const newsAfter = (now: number, whole: MeetingRecord): number | null => {
  let next: number | null = null
  for (const [, iso = ''] of JSON.stringify(whole).matchAll(INSTANT)) {
    const at = Date.parse(iso)
    if (at > now && (next === null || at < next)) next = at
  }
  return next
}

/**
 * An invented Australian-style season, one unit a meeting in the order of days. Units are a function of the options alone; a later `now` changes only those
 * that had something left to tell.
 */
export function* syntheticSeason(options: SeasonOptions): Generator<ImportUnit> {
  for (const { unit } of seasonWithNews(options)) yield unit
}

/** The same, and with each meeting when more of it will be known (ms); null when nothing more will. */
export function* seasonWithNews(options: SeasonOptions): Generator<{ readonly unit: ImportUnit; readonly nextNews: number | null }> {
  const { seed, now, from, last } = planOf(options)
  const people = peopleOf(seed)
  const since = options.since === undefined ? from : dayOf(options.since)
  const recent = Math.floor(now / DAY_MS) - NEWS_DAYS
  for (const meeting of meetingsOf(seed, from, last)) {
    const { day } = meeting.slot
    if (day < since) continue
    yield { unit: unitOf(meetingRecord(seed, people, meeting, now)), nextNews: day < recent ? null : newsAfter(now, meetingRecord(seed, people, meeting, Infinity)) }
  }
}
