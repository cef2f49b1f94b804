import type { CandidateRace } from '../../../domain/market-match'
import { venueKey } from '../../matching/venue-key'
import type { PricedRace } from './price-document'

/** Cards as they stand, by what a document of prices may call a race. */
export interface RaceFinder {
  /** `id`: as the graph gives it. Null where there is none, or the id is of something else. */
  byId(id: string): Promise<CandidateRace | null>
  /** Races of that number on that local date, anywhere. */
  numbered(date: string, number: number): Promise<readonly CandidateRace[]>
}
export type FoundRace = { readonly race: CandidateRace; readonly reason: null } | { readonly race: null; readonly reason: string }

export async function findPricedRace(finder: RaceFinder, reference: PricedRace['race']): Promise<FoundRace> {
  if ('id' in reference) {
    const race = await finder.byId(reference.id)
    return race === null ? { race, reason: 'there is no race of this id' } : { race, reason: null }
  }
  const { venue, date, number } = reference
  const key = venueKey(venue)
  const named = (await finder.numbered(date, number)).filter(({ venueCode, venueName }) => venue === venueCode || venueKey(venueName) === key || venueKey(venueCode) === key)
  // A race that was made of a market stands back where a card knows the race.
  const there = named.some(({ adopted }) => adopted !== true) ? named.filter(({ adopted }) => adopted !== true) : named
  const [race, ...others] = there
  if (race === undefined) return { race: null, reason: `no card has race ${number} at ${venue} on ${date}` }
  return others.length === 0 ? { race, reason: null } : { race: null, reason: `${there.length} races are number ${number} at ${venue} on ${date}: use their ids` }
}
