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
  const offset = meeting.rail?.offset === undefined ? 0 : distanceM(meeting.rail.offset)
  if (offset === null || offset > 100) report('/meeting/rail/offset', shown(meeting.rail?.offset), '0 to 100 m, as m or as yards')
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
    const metres = value === undefined ? 1 : distanceM(value)
    if (metres === null) report(`/meeting/venue/${name}`, shown(value), 'either m, or miles, furlongs and yards')
    else if (metres < 1 || metres > 10_000) report(`/meeting/venue/${name}`, shown(value), '1 to 10000 m')
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

/** Area/City as in the IANA database, or UTC. */
const ZONE = /^(?:[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+|UTC)$/

const isTimezone = (zone: string): boolean => {
  if (!ZONE.test(zone)) return false
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
