import type { CardFile, CardRace } from './card-file'
import { identity } from './card-keys'
import { checkUnique, type Report } from './check-unique'
import { checkPlacings } from './check-placings'
import { checkRunner, hasResult } from './check-runner'
import { goingExpectation, readGoing } from './going-words'
import { shown } from './problem'
import { distanceM, timeMs, weightKg } from './quantities'

const NIGHT_ENDS_HOUR = 6

/** Checks one race of a file; `pointer` is where it stands. */
export function checkRace(race: CardRace, file: CardFile, pointer: string, report: Report): void {
  checkConditions(race, pointer, report)
  checkTimes(race, file, pointer, report)
  const runners = race.runners ?? []
  const at = (property: string) => (i: number): string => `${pointer}/runners/${i}/${property}`
  checkUnique(runners, (runner) => runner.number, at('number'), 'a number once in a race', report)
  checkUnique(runners, (runner) => runner.barrier, at('barrier'), 'a barrier once in a race', report)
  checkUnique(runners, (runner) => runner.horse === undefined ? undefined : identity(runner.horse), at('horse'), 'a horse once in a race; give "id" where two share a name', report)
  checkUnique(race.dividends ?? [], (paid) => `${paid.pool ?? paid.market} ${paid.combination}`, (i) => `${pointer}/dividends/${i}`, 'one dividend for a pool and combination', report)
  runners.forEach((runner, i) => checkRunner(runner, `${pointer}/runners/${i}`, report))
  checkPlacings(race, pointer, report)
}

function checkConditions(race: CardRace, pointer: string, report: Report): void {
  if (race.distance !== undefined) {
    const metres = distanceM(race.distance)
    if (metres === null) report(`${pointer}/distance`, shown(race.distance), 'either m, or miles, furlongs and yards')
    else if (metres < 100 || metres > 8000) report(`${pointer}/distance`, `${shown(race.distance)}, ${Math.round(metres)} m`, '100 to 8000 m')
  }
  const minimum = race.minimumWeight === undefined ? undefined : weightKg(race.minimumWeight)
  if (minimum !== undefined && (minimum === null || minimum < 30 || minimum > 100)) report(`${pointer}/minimumWeight`, shown(race.minimumWeight), '30 to 100 kg, as kg or as st and lb')
  const { low, high } = race.rating ?? {}
  if (low !== undefined && high !== undefined && low > high) report(`${pointer}/rating`, shown(race.rating), 'low at most high')
  if (race.going !== undefined && readGoing(race.going, race.surface ?? null) === null) report(`${pointer}/going`, shown(race.going), goingExpectation)
  for (const name of ['winningTime', 'last600'] as const) {
    const time = race[name]
    if (time !== undefined && timeMs(time) === null) report(`${pointer}/${name}`, shown(time), 'either ms, or minutes and seconds')
  }
}

function checkTimes(race: CardRace, file: CardFile, pointer: string, report: Report): void {
  const { date, venue: { timezone } } = file.meeting
  const local = race.startTime === undefined || timezone === undefined ? null : localTime(race.startTime, timezone)
  if (local !== null && local.date !== date && !(local.date === nextDay(date) && local.hour < NIGHT_ENDS_HOUR)) {
    report(`${pointer}/startTime`, `${shown(race.startTime)}, ${local.date} in ${timezone ?? ''}`, `a start on ${date}, the date of the meeting, or before ${NIGHT_ENDS_HOUR} the next morning`)
  }
  const start = race.actualStart ?? race.startTime
  if (race.resultAt !== undefined && start !== undefined && race.runners?.some(hasResult) === true && Date.parse(race.resultAt) < Date.parse(start)) report(`${pointer}/resultAt`, shown(race.resultAt), `an instant not before the start, ${start}; publishedAt counts where resultAt is left out`)
}

/** Date and hour on the clocks of a zone; null for a zone that does not exist, which is reported at the venue. */
function localTime(instant: string, timeZone: string): { readonly date: string; readonly hour: number } | null {
  try {
    const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant))
    return { date: text.slice(0, 10), hour: Number(text.slice(11, 13)) }
  } catch {
    return null
  }
}

const nextDay = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
