import { knownAs } from './venue-aliases'

/** Words that come and go in names of courses. */
const FILLERS = new Set(['park', 'pk', 'racecourse', 'races', 'aw', 'turf', 'dirt', 'synthetic', 'poly', 'polytrack', 'tapeta'])
const ORDINAL = /\b\d{1,2}(?:st|nd|rd|th)\b.*$/

/** What two names of one course have in common: `Lingfield Park (AW)`, `LINGFIELD` and `Ling` are `lingfield`; '' for a name of nothing but fillers. */
export const venueKey = (name: string): string => {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\([^)]*\)/g, ' ').replace(/['’`]/g, '').replace(/[^a-z0-9]+/g, ' ').trim().split(' ')
  const kept = words.filter((word, place) => place === 0 || !FILLERS.has(word)).join(' ')
  return knownAs(kept)
}

/** The course in the name of an event: `Lingfield 6th Jan`, `Traralgon (AUS) 2nd Mar`. */
export const venueOfEvent = (eventName: string): string => eventName.toLowerCase().replace(ORDINAL, '').trim()
