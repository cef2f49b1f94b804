import type { RaceCard } from './race-card'
import type { Jurisdiction, RacePattern } from './vocabulary'

type Classed = Pick<RaceCard, 'country' | 'kind' | 'pattern' | 'classCode' | 'ratingLow' | 'ratingHigh' | 'weightCondition'>

/**
 * The best of such a field, as the top of a band is the best of a handicap: ten points above the average that the
 * International Cataloguing Standards ask of the first four (115, 110, 105, 100).
 */
const PATTERNS: Readonly<Record<RacePattern, number>> = { GROUP_1: 125, GROUP_2: 120, GROUP_3: 115, LISTED: 110, GRADED_OTHER: 110, NONE: NaN }
/** Jumpers are rated some 40 points higher. */
const JUMPING = 40

/** Tops of numbered classes, first to last. Class 1 is the best one but in Australia and New Zealand, where it is for winners of one race. */
const BRITISH = [110, 100, 90, 80, 70, 60, 50]
const ASIAN = [110, 100, 80, 60, 40]
const BY_WINS = [60, 64, 68, 72, 76, 80]
const NUMBERED: Partial<Readonly<Record<Jurisdiction, readonly number[]>>> = { AUS: BY_WINS, NZL: BY_WINS, HKG: ASIAN, SGP: ASIAN, OTHER: ASIAN, FRA: [100, 90, 80, 70] }
/** Japan's classes for horses that have won one, two or three races. */
const JAPANESE_WINS = [75, 85, 95]
/** Hong Kong's classic races. */
const FOUR_YEAR_OLDS = 110
const CLAIMING = 55

/** What words are worth, the first that fits. Claimers, sellers and maidens stand where their winners begin. */
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/^MCL|(?:MAIDEN|MDN) (?:OPTIONAL )?CLAIM/, 45],
  [/MDN|MAIDEN|^MSW/, 55],
  [/NEWCOMER|^GRIFFIN|^G$/, 58],
  [/^AOC|^ALW|ALLOWANCE/, 80],
  [/^CLM|CLAIMING|CLAIMER|RECLAMER/, 55],
  [/^SEL$|SELLER|SELLING/, 50],
  [/^STR$|STARTER/, 65],
  [/^2[ -]?Y/, 68],
  [/^3[ -]?Y(?!.*\+)/, 76],
  [/NOVICE/, 75],
  [/^OPEN|^OPN|^OP$|WELTER|CONDITIONS/, 95],
  [/QUALITY|PREMIER|^STK|STAKES(?!.*HANDICAP)/, 100],
]
const PATTERN_WORDS: readonly (readonly [RegExp, RacePattern])[] = [
  [/^(?:HK)?G(?:R|RP|ROUP|RADE)?\.? ?(?:1|I)(?![\dA-Z])/, 'GROUP_1'],
  [/^(?:HK)?G(?:R|RP|ROUP|RADE)?\.? ?(?:2|II)(?![\dA-Z])/, 'GROUP_2'],
  [/^(?:HK)?G(?:R|RP|ROUP|RADE)?\.? ?(?:3|III)(?![\dA-Z])/, 'GROUP_3'],
  [/^(?:L|LR\d?|LST|LISTED)(?![\dA-Z])/, 'LISTED'],
]

/** `BM64F`, `Benchmark 64 Handicap`, `Rating 65`, `R65`, `MR 80`: the limit. */
const LIMIT = /^(?:BM|BENCHMARK|RATING|RATED|RTG|R|RST|MR|FM) ?(\d{2,3})(?!\d)/
/** `0-64`, `46-60`, `100-80`: either end may come first. */
const BAND = /^\(?(\d{1,3}) ?[-–] ?(\d{1,3})(?!\d)/
/** `4`, `4R`, `CL1`, `C5`, `Class 4 (Restricted)`; no `1MW` or `10K`. */
const CLASS = /^(?:CLASS|CL|C)? ?([1-9])(?:[RSF]|(?![\dA-Z]))/
const AGE = /^\d[ -]?Y/
const WINS = /^([1-9])[ -]?W/

const limitOf = (code: string): number => {
  const found = LIMIT.exec(code) ?? BAND.exec(code)
  return found === null ? NaN : Math.max(Number(found[1]), Number(found[2] ?? 0))
}
function numberedClass(code: string, country: Jurisdiction): number {
  if (AGE.test(code)) return country === 'HKG' && code === '4YO' ? FOUR_YEAR_OLDS : NaN
  const wins = WINS.exec(code)
  if (wins !== null) return country === 'JPN' ? JAPANESE_WINS[Number(wins[1]) - 1] ?? NaN : NaN
  return (NUMBERED[country] ?? BRITISH)[Number(CLASS.exec(code)?.[1]) - 1] ?? NaN
}
const named = (code: string, country: Jurisdiction): number => {
  const number = numberedClass(code, country)
  return Number.isNaN(number) ? WORDS.find(([form]) => form.test(code))?.[1] ?? NaN : number
}
const patternOf = (code: string): RacePattern => PATTERN_WORDS.find(([form]) => form.test(code))?.[1] ?? 'NONE'

/**
 * How good a race is, in points of an official rating as the country gives them: that of the best who may run, by its pattern,
 * else the top of its band, else what the name of its class is worth there. NaN when none of them tells. Points of two
 * countries, or of the flat and jumps, may be compared roughly at best.
 */
export function classRating({ country, kind, pattern, classCode, ratingHigh, ratingLow, weightCondition }: Classed): number {
  const code = (classCode ?? '').trim().replace(/\s+/g, ' ').toUpperCase()
  const jumping = kind === 'HURDLE' || kind === 'CHASE' ? JUMPING : 0
  const rank = pattern === 'NONE' ? patternOf(code) : pattern
  if (rank !== 'NONE') return PATTERNS[rank] + jumping
  if (ratingHigh !== null) return ratingHigh
  if (ratingLow !== null) return ratingLow + 10
  const limit = limitOf(code)
  if (!Number.isNaN(limit)) return limit
  const name = named(code, country)
  return (Number.isNaN(name) && weightCondition === 'CLAIMING' ? CLAIMING : name) + jumping
}
