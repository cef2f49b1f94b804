import type { RacePattern, WeightCondition } from '../../domain/vocabulary'
import type { Rng } from './prng'
import type { Career } from './career'
import { isCarnival } from './calendar'
import { monthOf } from './local-time'
import type { EpochDay } from './local-time'
import type { Tier, Venue } from './venues'

/** The conditions that a race is run under. */
export interface RaceClass {
  readonly code: string; readonly text: string; readonly pattern: RacePattern; readonly weights: WeightCondition
  readonly ratingLow: number | null; readonly ratingHigh: number | null; readonly ageRestriction: string | null; readonly sexRestriction: string | null
  readonly claims: boolean
  /** Prize as a multiple of the tier's ordinary one. */
  readonly prize: number
  readonly admits: (career: Career, age: number) => boolean
}

const raced = (code: string, text: string, rest: Partial<RaceClass> & Pick<RaceClass, 'admits'>): RaceClass =>
  ({ code, text, pattern: 'NONE', weights: 'HANDICAP', ratingLow: null, ratingHigh: null, ageRestriction: null, sexRestriction: null, claims: true, prize: 1, ...rest })

const benchmark = (limit: number, prize: number, mares = false): RaceClass =>
  raced(`BM${limit}${mares ? 'F' : ''}`, `${mares ? 'Fillies and Mares ' : ''}Benchmark ${limit} Handicap`, {
    ratingLow: 0, ratingHigh: limit, prize, sexRestriction: mares ? 'fillies and mares' : null, ageRestriction: '3YO+',
    admits: (c, age) => age >= 3 && c.wins > 0 && c.rating <= limit && c.rating > limit - 15 && (!mares || !c.horse.male),
  })

const maiden = (code: string, text: string, ageRestriction: string, mares: boolean, fits: (age: number) => boolean): RaceClass =>
  raced(code, text, { weights: 'SET_WEIGHTS', ageRestriction, sexRestriction: mares ? 'fillies and mares' : null, prize: 0.85, admits: (c, age) => c.wins === 0 && fits(age) && (!mares || !c.horse.male) })

const MDN = maiden('MDN', 'Maiden Plate', '3YO+', false, (age) => age >= 3)
const MDN_F = maiden('MDNF', 'Fillies and Mares Maiden Plate', '3YO+', true, (age) => age >= 3)
const MDN_2 = maiden('2YMDN', 'Two-Year-Old Maiden Plate', '2YO', false, (age) => age === 2)
const CLASS_1 = raced('CL1', 'Class 1 Handicap', { ageRestriction: '3YO+', admits: (c, age) => age >= 3 && c.wins === 1 && c.rating <= 68 })
const TWO = raced('2YO', 'Two-Year-Old Handicap', { ageRestriction: '2YO', admits: (c, age) => age === 2 && c.rating >= 58 })
const THREE = raced('3YO', 'Three-Year-Old Handicap', { ageRestriction: '3YO', admits: (c, age) => age === 3 && c.wins > 0 && c.rating >= 62 && c.rating <= 82 })
const OPEN = raced('OPEN', 'Open Handicap', { ageRestriction: '3YO+', prize: 1.25, admits: (c, age) => age >= 3 && c.rating >= 80 })

const ORDINARY: Readonly<Record<Tier, readonly RaceClass[]>> = {
  METRO: [TWO, THREE, benchmark(70, 0.8), benchmark(70, 0.8, true), benchmark(78, 1), benchmark(84, 1.1), benchmark(90, 1.2), OPEN],
  PROVINCIAL: [MDN, MDN_F, MDN_2, CLASS_1, benchmark(58, 0.9), benchmark(64, 1), benchmark(64, 1, true), benchmark(70, 1.2)],
  COUNTRY: [MDN, MDN_F, MDN_2, CLASS_1, benchmark(58, 1), benchmark(58, 1, true), benchmark(64, 1.15)],
}

const feature = (code: string, text: string, pattern: RacePattern, weights: WeightCondition, prize: number, low: number): RaceClass =>
  raced(code, text, { pattern, weights, prize, claims: false, ageRestriction: '3YO+', admits: (c, age) => age >= 3 && c.rating >= low })

const GROUP_1 = feature('G1', 'Group 1', 'GROUP_1', 'WEIGHT_FOR_AGE', 9, 86)
const GROUP_2 = feature('G2', 'Group 2', 'GROUP_2', 'SET_WEIGHTS_PENALTIES', 4, 82)
const GROUP_3 = feature('G3', 'Group 3', 'GROUP_3', 'SET_WEIGHTS_PENALTIES', 2.6, 79)
const LISTED = feature('LR', 'Listed', 'LISTED', 'QUALITY', 2, 76)
const TWO_LISTED: RaceClass = { ...LISTED, code: 'LR2', text: 'Listed Two-Year-Old', weights: 'SET_WEIGHTS', ageRestriction: '2YO', admits: (c, age) => age === 2 && c.rating >= 66 }

/** Feature races of a metropolitan meeting: two or three in the carnivals, now and then one outside them. */
export const featuresOf = (rng: Rng, tier: Tier, day: EpochDay): readonly RaceClass[] => {
  if (tier !== 'METRO') return []
  if (!isCarnival(day)) return rng.chance(0.3) ? [LISTED] : []
  const juvenile = monthOf(day) === 2 && rng.chance(0.6) ? [TWO_LISTED] : []
  return [rng.chance(0.45) ? GROUP_1 : GROUP_2, rng.pick([GROUP_2, GROUP_3, GROUP_3, LISTED]), ...juvenile]
}

export const ordinaryClasses = (tier: Tier): readonly RaceClass[] => ORDINARY[tier]

const ORDINARY_PRIZE: Readonly<Record<Tier, number>> = { METRO: 110_000, PROVINCIAL: 38_000, COUNTRY: 26_000 }
const SHARES = [0.55, 0.18, 0.09, 0.055, 0.035, 0.025, 0.02, 0.02, 0.015, 0.01]

/** Prize money in AUD by position, the winner's first; to the tenth in town, to the eighth elsewhere. */
export const prizesOf = (raceClass: RaceClass, tier: Tier): number[] => {
  const total = Math.round((ORDINARY_PRIZE[tier] * raceClass.prize) / 1000) * 1000
  return SHARES.slice(0, tier === 'METRO' ? 10 : 8).map((share) => Math.round((total * share) / 5) * 5)
}

/** Distances at which a class is run at a venue: young horses not far, features over the classic trips. */
export const distancesFor = (venue: Venue, raceClass: RaceClass): readonly number[] =>
  raceClass.pattern !== 'NONE' ? venue.distances.filter((d) => [1200, 1400, 1600, 2000, 2400].includes(d)) : venue.distances.filter((d) => raceClass.ageRestriction !== '2YO' || d <= 1600)
