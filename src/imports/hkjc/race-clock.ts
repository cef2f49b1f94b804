/** Hong Kong has had no summer time since 1979. */
const ZONE = '+08:00'
const MINUTE = 60_000
const MINUTES_TO_RESULT = 15

const instant = (date: string, time: string, minutes: number): string => new Date(Date.parse(`${date}T${time}:00${ZONE}`) + minutes * MINUTE).toISOString()
const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/**
 * The files have no off times, so starts are estimated: first race at 13:00 at Sha Tin and at weekends,
 * at 19:15 at Happy Valley on weekdays, then one each half hour by the race's number; trials from 08:00, ten minutes apart.
 */
export const estimatedStart = (date: string, venue: string, raceNumber: number): string =>
  instant(date, venue === 'HV' && !isWeekend(date) ? '19:15' : '13:00', (raceNumber - 1) * 30)

export const estimatedTrialStart = (date: string, batch: number): string => instant(date, '08:00', (batch - 1) * 10)

/** Results become known a quarter of an hour after the start: never the time of the import. */
export const resultKnownAt = (start: string): string => new Date(Date.parse(start) + MINUTES_TO_RESULT * MINUTE).toISOString()

/** What is printed on the card (gear) and withdrawals before race day: midnight before the races, Hong Kong time. */
export const cardKnownAt = (date: string): string => instant(date, '00:00', 0)

/** Late withdrawals: half an hour before the estimated start. */
export const lateWithdrawalAt = (start: string): string => new Date(Date.parse(start) - 30 * MINUTE).toISOString()
