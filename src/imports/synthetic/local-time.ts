/** Whole days since 1970-01-01, the calendar's only measure. */
export type EpochDay = number

export const DAY_MS = 86_400_000
export const MINUTE_MS = 60_000

export const dayOf = (date: string): EpochDay => Math.floor(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS)
export const dateOf = (day: EpochDay): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
export const isoOf = (ms: number): string => new Date(ms).toISOString()
const months = new Map<EpochDay, number>()
/** Months since year 0, remembered by day: the season asks for the same few days a million times. */
const monthCount = (day: EpochDay): number => {
  const known = months.get(day)
  if (known !== undefined) return known
  const date = new Date(day * DAY_MS)
  const count = date.getUTCFullYear() * 12 + date.getUTCMonth()
  months.set(day, count)
  return count
}
export const yearOf = (day: EpochDay): number => Math.floor(monthCount(day) / 12)
/** 0 January to 11 December. */
export const monthOf = (day: EpochDay): number => monthCount(day) % 12
/** 0 Monday to 6 Sunday. */
export const weekdayOf = (day: EpochDay): number => (day + 3) % 7
/** Weeks run Monday to Sunday. */
export const weekOf = (day: EpochDay): number => Math.floor((day + 3) / 7)
/** The year in which the racing season of a day began: seasons start on 1 August, which is also every horse's birthday. */
export const seasonOf = (day: EpochDay): number => (monthOf(day) >= 7 ? yearOf(day) : yearOf(day) - 1)
export const seasonStart = (season: number): EpochDay => dayOf(`${season}-08-01`)

export type Zone = 'Australia/Sydney' | 'Australia/Melbourne' | 'Australia/Brisbane' | 'Australia/Adelaide'
const STANDARD_MINUTES: Readonly<Record<Zone, number>> = { 'Australia/Sydney': 600, 'Australia/Melbourne': 600, 'Australia/Brisbane': 600, 'Australia/Adelaide': 570 }

const firstSunday = (year: number, month: number): EpochDay => {
  const first = Math.floor(Date.UTC(year, month, 1) / DAY_MS)
  return first + (6 - weekdayOf(first))
}

/**
 * Minutes ahead of UTC after 03:00 local on that day. The rule in force since 2008: an hour more from the first Sunday of October to the first Sunday of
 * April, except in Brisbane. Written out so that the season does not move with the machine's time zone data; a test holds it against Intl.
 */
export const offsetMinutes = (zone: Zone, day: EpochDay): number => {
  const standard = STANDARD_MINUTES[zone]
  if (zone === 'Australia/Brisbane') return standard
  const year = yearOf(day)
  const summer = day >= firstSunday(year, 9) || day < firstSunday(year, 3)
  return summer ? standard + 60 : standard
}

/** The instant (ms) of a local time of day, in minutes after midnight; at or after 03:00. */
export const localInstant = (zone: Zone, day: EpochDay, minutes: number): number => day * DAY_MS + (minutes - offsetMinutes(zone, day)) * MINUTE_MS
