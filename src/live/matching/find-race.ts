import type { CandidateRace } from '../../domain/market-match'
import type { MarketView } from '../../domain/market-view'
import { mayBeOneCountry } from './country'
import { readMarketTerms, type MarketTerms } from './market-terms'
import { venueKey, venueOfEvent } from './venue-key'

const MINUTE_MS = 60_000
/** How far a market's start may be from the card's: alone, with the race's number agreeing too, and where the card's is an estimate. */
const START_WITHIN_MS = 15 * MINUTE_MS
const NUMBERED_WITHIN_MS = 90 * MINUTE_MS
const ESTIMATED_WITHIN_MS = 14 * 60 * MINUTE_MS

type Found = { readonly race: CandidateRace; readonly reason: null } | { readonly race: null; readonly reason: string }

/** The one race that a market can be of, by everything but its runners. */
export const findRace = (view: MarketView, candidates: readonly CandidateRace[]): Found => {
  const { event } = view
  const terms = readMarketTerms(event.marketName)
  const number = event.raceNumber ?? terms.raceNumber
  const venues = [...new Set([event.venue ?? '', venueOfEvent(event.eventName ?? '')].map(venueKey).filter((key) => key !== ''))]
  if (venues.length === 0) return none('The market says no venue.')
  let left = candidates.filter(({ synthetic }) => synthetic === view.synthetic).sort((a, b) => a.raceId - b.raceId)
  if (left.length === 0) return none(`No ${view.synthetic ? 'synthetic ' : ''}race is on any card within half a day of ${clock(event.startsAt)}.`)
  /** Keeps those for which a thing told agrees; null when some are left, else why none is. */
  const narrow = (agrees: (race: CandidateRace) => boolean, why: (before: readonly CandidateRace[]) => string): string | null => {
    const kept = left.filter(agrees)
    if (kept.length === 0) return why(left)
    left = kept
    return null
  }
  const reason =
    narrow((race) => [race.venueCode, race.venueName].some((name) => venues.includes(venueKey(name))), () => `No race at ${event.venue ?? event.eventName ?? ''} is on any card near ${clock(event.startsAt)}.`)
    ?? narrow((race) => mayBeOneCountry(event.countryCode, race.country) && mayBeOneZone(view, race), (before) => `The market is of ${event.countryCode ?? event.timezone ?? 'another country'}; ${listed(before)} ${before.length === 1 ? 'is' : 'are'} not.`)
    ?? narrow((race) => isNear(view, race, number), (before) => `No race starts near ${clock(event.startsAt)}: ${listed(before)}.`)
    ?? narrow((race) => number === null || race.number === number, (before) => `The market is of race ${number ?? ''}; at its time there is ${listed(before)}.`)
    ?? narrow((race) => isOver(race, terms), (before) => `The market is of a race over ${terms.distance?.text ?? ''}; at its time there is ${listed(before)}.`)
  if (reason !== null) return none(reason)
  const [race, ...others] = left.length > 1 && left.some(({ adopted }) => adopted !== true) ? left.filter(({ adopted }) => adopted !== true) : left
  if (race === undefined || others.length > 0) return none(`The market may be of several races: ${listed(left)}.`)
  return { race, reason: null }
}

const none = (reason: string): Found => ({ race: null, reason })
const clock = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
/** Most races that a reason names. */
const MOST_LISTED = 6
const listed = (races: readonly CandidateRace[]): string => {
  const shown = races.slice(0, MOST_LISTED).map((race) => `${race.venueName} race ${race.number}${race.distanceM === null ? '' : ` over ${race.distanceM}m`} at ${clock(race.offAt)} (race ${race.raceId})`)
  return races.length > shown.length ? `${shown.join(', ')} and ${races.length - shown.length} more` : shown.join(', ')
}

const isNear = ({ event }: MarketView, race: CandidateRace, number: number | null): boolean => {
  const apart = Math.abs(race.offAt - event.startsAt)
  if (race.offEstimated) return apart <= ESTIMATED_WITHIN_MS && dayIn(race.timezone, event.startsAt) === race.date
  return apart <= (number !== null && race.number === number ? NUMBERED_WITHIN_MS : START_WITHIN_MS)
}
const isOver = (race: CandidateRace, { distance }: MarketTerms): boolean => race.distanceM === null || distance === null || Math.abs(race.distanceM - distance.metres) <= distance.within

const zones = new Map<string, Intl.DateTimeFormat | null>()
/** Null for a zone that this machine does not know. */
const zoneOf = (timezone: string): Intl.DateTimeFormat | null => {
  const known = zones.get(timezone)
  if (known !== undefined) return known
  let format: Intl.DateTimeFormat | null
  try { format = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) } catch { format = null }
  if (zones.size < 1_000) zones.set(timezone, format)
  return format
}
const dayIn = (timezone: string, at: number): string => {
  const parts = new Map(zoneOf(timezone)?.formatToParts(at).map(({ type, value }) => [type, value]))
  return parts.size === 0 ? new Date(at).toISOString().slice(0, 10) : `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`
}
/** Zones are held against each other only where no country is told: sources name neighbours (`Australia/Sydney` for Moe). */
const mayBeOneZone = ({ event }: MarketView, race: CandidateRace): boolean => {
  if ((event.countryCode ?? '') !== '' || event.timezone === null || race.timezone === 'UTC') return true
  const theirs = zoneOf(event.timezone)?.format(event.startsAt)
  const ours = zoneOf(race.timezone)?.format(event.startsAt)
  return theirs === undefined || ours === undefined || theirs === ours
}
