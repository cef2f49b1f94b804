import type { CardFile, CardMeeting, CardVenue } from './card-file'
import { identity } from './card-keys'
import { checkRace } from './check-race'
import { checkUnique, type Report } from './check-unique'
import { goingExpectation, readGoing } from './going-words'
import { shown, type Problem } from './problem'
import { distanceM, utc } from './quantities'

/** Finds what a schema cannot: repeated numbers, mixed units, unknown going words, results that contradict each other. Everything at once, in file order. */
export function checkFile(file: CardFile): readonly Problem[] {
  const problems: Problem[] = []
  const report: Report = (pointer, found, expected) => { problems.push({ pointer, found, expected }) }
  checkMeeting(file.meeting, report)
  file.meeting.races.forEach((race, i) => checkRace(race, file, `/meeting/races/${i}`, report))
  return problems
}

function checkMeeting(meeting: CardMeeting, report: Report): void {
  checkVenue(meeting.venue, report)
  if (meeting.rail?.offset !== undefined && distanceM(meeting.rail.offset) === null) report('/meeting/rail/offset', shown(meeting.rail.offset), 'either m, or yards')
  if (meeting.expectedGoing !== undefined) checkGoing(meeting.expectedGoing, '/meeting/expectedGoing', report)
  meeting.trackRatings?.forEach((rating, i) => checkGoing(rating.going, `/meeting/trackRatings/${i}/going`, report))
  checkKnown(meeting.trackRatings ?? [], '/meeting/trackRatings', report)
  checkKnown(meeting.weather ?? [], '/meeting/weather', report)
  checkUnique(meeting.races, (race) => race.number, (i) => `/meeting/races/${i}/number`, 'a race number once', report)
  checkUnique(meeting.trackRatings ?? [], (rating) => `${rating.raceNumber ?? 'meeting'} at ${utc(rating.observedAt)}`, (i) => `/meeting/trackRatings/${i}/observedAt`, 'one reading for a race and instant', report)
  checkUnique(meeting.weather ?? [], (weather) => utc(weather.observedAt), (i) => `/meeting/weather/${i}/observedAt`, 'one observation for an instant', report)
  checkChanges(meeting, report)
}

function checkVenue(venue: CardVenue, report: Report): void {
  for (const name of ['circumference', 'straight'] as const) {
    const value = venue[name]
    if (value !== undefined && distanceM(value) === null) report(`/meeting/venue/${name}`, shown(value), 'either m, or miles, furlongs and yards')
  }
  if (venue.timezone !== undefined && !isTimezone(venue.timezone)) report('/meeting/venue/timezone', shown(venue.timezone), 'an IANA time zone, e.g. "Europe/London"')
}

function checkChanges(meeting: CardMeeting, report: Report): void {
  meeting.changes?.forEach((change, i) => {
    const pointer = `/meeting/changes/${i}`
    if (change.horse !== undefined && change.raceNumber === undefined) report(pointer, 'a horse without a raceNumber', '"raceNumber" beside "horse"')
    const race = meeting.races.find((candidate) => candidate.number === change.raceNumber)
    if (change.horse === undefined || race === undefined) return
    const key = identity(change.horse)
    const runs = race.runners?.some(({ horse }) => horse !== undefined && (identity(horse) === change.horse || identity(horse) === key || (typeof horse !== 'string' && identity(horse.name) === key)))
    if (!runs) report(`${pointer}/horse`, shown(change.horse), `a horse of race ${race.number}`)
  })
}

export const isTimezone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function checkKnown(seen: readonly { readonly observedAt: string; readonly knownAt?: string }[], pointer: string, report: Report): void {
  seen.forEach(({ observedAt, knownAt }, i) => {
    if (knownAt !== undefined && Date.parse(knownAt) < Date.parse(observedAt)) report(`${pointer}/${i}/knownAt`, shown(knownAt), `an instant not before observedAt, ${observedAt}`)
  })
}

function checkGoing(text: string, pointer: string, report: Report): void {
  if (readGoing(text, null) === null) report(pointer, shown(text), goingExpectation)
}
