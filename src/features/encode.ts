import { DAY_MS } from '../domain/instant'
import { DataSource, Jurisdiction, MeetingTier, RacePattern, Sex, Surface, TrackDirection, WeightCondition, GoingLabel } from '../domain/vocabulary'
import type { GearFact, RaceCard } from '../domain/race-card'

const indexIn = <T extends string>(vocabulary: Readonly<Record<T, T>>): ((value: T | null) => number) => {
  const order = new Map<string, number>(Object.keys(vocabulary).map((word, i) => [word, i]))
  return (value) => (value === null ? NaN : (order.get(value) ?? NaN))
}
/** Words of a vocabulary as their place in it, NaN for none. */
export const surfaceIndex = indexIn(Surface)
export const directionIndex = indexIn(TrackDirection)
export const patternIndex = indexIn(RacePattern)
export const tierIndex = indexIn(MeetingTier)
export const weightConditionIndex = indexIn(WeightCondition)
export const sexIndex = indexIn(Sex)
export const goingIndex = indexIn(GoingLabel)
export const sourceIndex = indexIn(DataSource)
export const countryIndex = indexIn(Jurisdiction)

export const orNaN = (value: number | null | undefined): number => value ?? NaN

/** A number for a text (FNV-1a, 32 bits), to be told apart and nothing else. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

type Course = Pick<RaceCard, 'venueId' | 'surface' | 'courseLayout'>
/** Which course of which venue, rail position and all. */
export const layoutOf = ({ venueId, surface, courseLayout }: Course): number => hashOf(`${venueId}|${surface}|${courseLayout ?? ''}`)

/** Days since 1970 of a date `YYYY-MM-DD`. */
export const epochDay = (date: string): number => Math.round(Date.parse(date) / DAY_MS)

const GEAR_CODES = ['B', 'BO', 'V', 'VO', 'H', 'TT', 'CP', 'CO', 'P', 'PC', 'PS', 'SR', 'SB', 'XB', 'E', 'CC']
const GEAR_BIT = new Map(GEAR_CODES.map((code, i) => [code, 1 << i]))
const OTHER_GEAR = 1 << GEAR_CODES.length
/** One bit for each code that `domain/gear.ts` knows, one for all others together. */
export const gearBit = (code: string): number => GEAR_BIT.get(code) ?? OTHER_GEAR
export const gearBits = (gear: readonly GearFact[]): number => gear.reduce((bits, { code, removed }) => (removed ? bits : bits | gearBit(code)), 0)
export const BLINKERS = gearBit('B') | gearBit('BO')
export const VISOR = gearBit('V') | gearBit('VO')
export const TONGUE_TIE = gearBit('TT')
export const HOOD = gearBit('H')
export const CHEEK_PIECES = gearBit('CP') | gearBit('CO')

/** 0 sprint (to 1,100 m) ... 5 staying (above 2,000 m); NaN when unknown. */
const BANDS = [1_100, 1_300, 1_500, 1_700, 2_000]
export const distanceBand = (metres: number | null): number => {
  if (metres === null || Number.isNaN(metres)) return NaN
  const band = BANDS.findIndex((limit) => metres <= limit)
  return band < 0 ? BANDS.length : band
}

/** Share from the inside (0) to the outside (1) cut into three; NaN stays NaN. */
export const thirdOf = (share: number): number => (Number.isNaN(share) ? NaN : Math.min(2, Math.floor(share * 3)))
