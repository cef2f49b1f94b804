import { createHash } from 'node:crypto'
import type { VenueRecord } from '../../domain/records'
import type { MarketView, SelectionView } from '../../domain/market-view'
import type { RaceKind, RunnerStatus } from '../../domain/vocabulary'
import { jurisdictionOf, mayBeOneCountry } from '../../live/matching/country'
import { readMarketTerms } from '../../live/matching/market-terms'
import { horseNameKey, readSelectionName, unnamedSelection } from '../../live/matching/selection-name'
import { venueKey, venueOfEvent } from '../../live/matching/venue-key'
import type { ImportSession, MeetingStore } from '../ports'
import { adoptedKey, adoptedRecord, horseIdOf, MARKET_FEED, type AdoptedMeeting, type AdoptedRace, type AdoptedRunner } from './adopted-meeting'

export interface AdoptDeps {
  readonly store: MeetingStore
  /** Every venue that the database knows. */
  readonly venues: () => Promise<readonly VenueRecord[]>
  /** Races of a venue's flat meeting on a day, whatever their source. */
  readonly racesAt: (venueCode: string, date: string) => Promise<readonly { readonly raceId: number; readonly number: number; readonly feed: string }[]>
  /** Runners of that meeting that are out by now, e.g. because a market removed them. */
  readonly withdrawn: (venueCode: string, date: string) => Promise<readonly { readonly raceNumber: number; readonly horseId: string; readonly status: RunnerStatus }[]>
  /** What was made of markets before. A proposal counts once the unit of the same key and digest is stored. */
  readonly archive: { load(key: string): Promise<AdoptedMeeting | null>; propose(key: string, meeting: AdoptedMeeting, sha256: string): Promise<void> }
}
export interface Adoption { readonly raceId: number | null; /** Why there is none; null where there is. */ readonly reason: string | null }

const none = (reason: string): Adoption => ({ raceId: null, reason })
const ZONE = /^(?:[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+|UTC)$/
/** Races whose number nobody told are counted from here downwards: no card has so many. */
const LAST_NUMBER = 40
const MOST_NAME = 60

let turn: Promise<unknown> = Promise.resolve()

/**
 * Makes the meeting, race and runners of a market that is on no card, from what its definition says; source FILE, and the names say that
 * there is no card. WIN and PLACE markets of a race make one race; a second call changes nothing. A card of the meeting, imported before
 * or after, wins: nothing is made beside it. One at a time in a process; another process waits for the import to end.
 */
export const adoptMarket = (deps: AdoptDeps, view: MarketView): Promise<Adoption> => {
  const done = turn.then(() => adopt(deps, view))
  turn = done.catch(() => undefined)
  return done
}

const adopt = async (deps: AdoptDeps, view: MarketView): Promise<Adoption> => {
  if (view.synthetic) return none('A synthetic market makes no race.')
  if (!['WIN', 'PLACE', 'EACH_WAY'].includes(view.type)) return none(`A ${view.type} market makes no race.`)
  if (view.selections.length === 0) return none('A market without selections makes no race.')
  const venue = venueFor(view, await deps.venues())
  if (venue === null) return none('The market says no venue, so no race can be made of it.')
  const place = { date: dayIn(venue.timezone, view.event.startsAt), venue }
  const carded = none(`There is a card of ${venue.name} on ${place.date} without this race, so none is made of the market. "racegraph markets match" can tell which race it is.`)
  if (hasCard(await deps.racesAt(venue.code, place.date))) return carded
  // Once more when nobody else imports: what is read from here on stays so until it is stored.
  const session = await deps.store.open('FILE', MARKET_FEED)
  try {
    const held = await deps.racesAt(venue.code, place.date)
    if (hasCard(held)) return carded
    return await add(deps, session, { ...place, isNew: held.length === 0 }, view)
  } finally { await session.close() }
}
const hasCard = (races: readonly { readonly feed: string }[]): boolean => races.some(({ feed }) => feed !== MARKET_FEED)

const add = async ({ archive, racesAt, withdrawn }: AdoptDeps, session: ImportSession, { date, venue, isNew }: Omit<AdoptedMeeting, 'races'> & { readonly isNew: boolean }, view: MarketView): Promise<Adoption> => {
  const key = `market ${adoptedKey({ date, venue })}`
  const races = isNew ? [] : stillOut((await archive.load(key))?.races ?? [], await withdrawn(venue.code, date))
  const race = withMarket(races, view, venue)
  const after: AdoptedMeeting = { date, venue, races: [...races.filter(({ mark }) => mark !== race.mark), race].sort((a, b) => a.mark < b.mark ? -1 : 1) }
  const meeting = adoptedRecord(after)
  const sha256 = createHash('sha256').update(JSON.stringify(meeting)).digest('hex')
  await archive.propose(key, after, sha256)
  const outcome = await session.store({ key, sha256, rows: race.runners.length, meeting, rejects: [] })
  if (outcome.kind === 'refused') return none(`No race could be made of the market: ${outcome.reason}`)
  const made = (await racesAt(venue.code, date)).find(({ number }) => number === race.number)
  return made === undefined ? none('The race that was made of the market is gone: it is tried again.') : { raceId: made.raceId, reason: null }
}

/** Whoever is out stays out when a market of the meeting comes. */
const stillOut = (races: readonly AdoptedRace[], gone: Awaited<ReturnType<AdoptDeps['withdrawn']>>): readonly AdoptedRace[] => races.map((race) => ({
  ...race, runners: race.runners.map((runner) => ({ ...runner, status: gone.find(({ raceNumber, horseId }) => raceNumber === race.number && horseId === horseIdOf(runner))?.status ?? runner.status })),
}))

const venueFor = ({ event }: MarketView, known: readonly VenueRecord[]): VenueRecord | null => {
  const name = (event.venue ?? '').trim() !== '' ? (event.venue ?? '').trim() : capitals(venueOfEvent(event.eventName ?? ''))
  const key = venueKey(name)
  if (key === '') return null
  const found = known.find((venue) => mayBeOneCountry(event.countryCode, venue.country) && [venue.code, venue.name].some((one) => venueKey(one) === key))
  if (found !== undefined) return found
  const country = jurisdictionOf(event.countryCode) ?? 'OTHER'
  const code = key.toUpperCase().replace(/[^A-Z0-9]+/g, '')
  return {
    code: known.some((venue) => venue.code === code) ? `${code}-${country}` : code, name: name.slice(0, MOST_NAME), state: null, country, timezone: zoneOf(event.timezone), surfaces: [], direction: null, circumferenceM: null, straightM: null,
    latitude: null, longitude: null, tier: null,
  }
}
const capitals = (text: string): string => text.replace(/(^|[\s(-])\p{L}/gu, (letter) => letter.toUpperCase())
const zoneOf = (timezone: string | null): string => {
  if (timezone === null || !ZONE.test(timezone)) return 'UTC'
  try { new Intl.DateTimeFormat('en', { timeZone: timezone }); return timezone } catch { return 'UTC' }
}
const dayIn = (timeZone: string, at: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)

/** The race of the market, with what it tells beyond what was told before. */
const withMarket = (races: readonly AdoptedRace[], view: MarketView, venue: VenueRecord): AdoptedRace => {
  const { event } = view
  const terms = readMarketTerms(event.marketName)
  const told = event.raceNumber ?? terms.raceNumber
  const startsAt = new Date(event.startsAt).toISOString()
  const before = races.find((race) => race.numberTold && race.number === told) ?? races.find((race) => race.startsAt === startsAt && (told === null || !race.numberTold))
  const number = told ?? before?.number ?? free(races)
  const distance = terms.distance?.metres ?? before?.distanceM ?? null
  return {
    mark: before?.mark ?? (told === null ? `at-${startsAt.slice(11, 16).replace(':', '')}` : String(told)), number, numberTold: told !== null || before?.numberTold === true, startsAt, distanceM: distance,
    name: told !== null || before === undefined ? nameOf(view, startsAt) : before.name, kind: kindOf(event.marketName) ?? before?.kind ?? 'FLAT', runners: runnersOf(before?.runners ?? [], view, venue),
  }
}
const free = (races: readonly AdoptedRace[]): number => {
  let number = LAST_NUMBER
  while (races.some((race) => race.number === number)) number -= 1
  return number
}
const nameOf = ({ event, marketId, bookmaker, feed, type }: MarketView, startsAt: string): string => {
  const own = type === 'WIN' && (event.marketName ?? '') !== '' ? event.marketName ?? '' : `Race at ${startsAt.slice(11, 16)} UTC`
  return `${own} (made from market ${marketId} of ${bookmaker === '' ? feed : bookmaker}, no card)`
}
const kindOf = (marketName: string | null): RaceKind | null => {
  const name = ` ${marketName ?? ''} `
  return / (?:Hrd|Hurdle) /i.test(name) ? 'HURDLE' : / (?:Chs|Chase) /i.test(name) ? 'CHASE' : / (?:NHF|INHF|Bumper) /i.test(name) ? 'NH_FLAT' : null
}

const runnersOf = (before: readonly AdoptedRunner[], view: MarketView, { country }: VenueRecord): readonly AdoptedRunner[] => {
  const out: RunnerStatus = country === 'GBR' || country === 'IRE' ? 'NON_RUNNER' : 'SCRATCHED'
  const runners = [...before]
  for (const selection of [...view.selections].sort((a, b) => a.selectionId - b.selectionId || a.handicap - b.handicap)) {
    const told = runnerOf(selection, view, out)
    const place = runners.findIndex((runner) => runner.selection === told.selection || (told.named && horseNameKey(runner.name) === horseNameKey(told.name)))
    const known = runners[place]
    if (known === undefined) runners.push(told)
    else runners[place] = { ...known, name: known.named ? known.name : told.name, named: known.named || told.named, number: known.number ?? told.number, barrier: known.barrier ?? told.barrier, status: known.status === 'DECLARED' ? told.status : known.status }
  }
  const sole = (pick: (runner: AdoptedRunner) => number | null, value: number | null): number | null => value !== null && runners.filter((runner) => pick(runner) === value).length === 1 ? value : null
  return runners.map((runner) => ({ ...runner, number: sole((one) => one.number, runner.number), barrier: sole((one) => one.barrier, runner.barrier) }))
}
const runnerOf = ({ selectionId, handicap, name, status, clothNumber, stallDraw }: SelectionView, { bookmaker, feed }: MarketView, out: RunnerStatus): AdoptedRunner => {
  const written = name === null ? null : readSelectionName(name)
  const own = name === null || written === null || written.key === '' ? null : name.slice(written.at).replace(/\s+/g, ' ').trim()
  return {
    name: (own ?? unnamedSelection(selectionId)).slice(0, MOST_NAME), named: own !== null, number: within(clothNumber ?? written?.number ?? null, 99), barrier: within(stallDraw ?? null, 40), status: status === 'REMOVED' || status === 'HIDDEN' ? out : 'DECLARED',
    selection: `${bookmaker === '' ? feed : bookmaker}/${selectionId}${handicap === 0 ? '' : `/${handicap}`}`,
  }
}
const within = (number: number | null, most: number): number | null => number !== null && number >= 1 && number <= most ? number : null
