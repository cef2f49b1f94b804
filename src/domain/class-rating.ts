import type { RacePattern } from './vocabulary'

interface Classed { readonly pattern: RacePattern; readonly classCode: string | null; readonly ratingHigh: number | null; readonly ratingLow: number | null }

const PATTERNS: Readonly<Record<RacePattern, number>> = { GROUP_1: 115, GROUP_2: 110, GROUP_3: 105, LISTED: 100, GRADED_OTHER: 100, NONE: NaN }
/** Classes without a rating band: Hong Kong's 1 to 5 at the top of their bands, griffins and maidens where their winners start. */
const CODES: Readonly<Record<string, number>> = { 1: 100, 2: 100, 3: 80, 4: 60, 5: 40, GRIFFIN: 58, G: 58, MDN: 55, MAIDEN: 55, OPEN: 90 }

/** How good a race is, in points of an official rating: the top of its band, or what its name is worth; NaN when neither tells. */
export const classRating = ({ pattern, classCode, ratingHigh, ratingLow }: Classed): number => {
  if (pattern !== 'NONE') return PATTERNS[pattern]
  if (ratingHigh !== null) return ratingHigh
  if (ratingLow !== null) return ratingLow + 10
  return CODES[(classCode ?? '').toUpperCase()] ?? NaN
}
