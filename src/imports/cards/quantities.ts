import type { DistanceJson, OddsJson, TimeJson, WeightJson } from './card-file'

const round = (value: number, digits: number): number => Number(value.toFixed(digits))

/** Kilograms to a hundredth, as stored; a pound is 0.45359237 kg. null when kilograms are mixed with stones or pounds. */
export function weightKg(weight: WeightJson): number | null {
  const pounds = weight.st !== undefined || weight.lb !== undefined
  if (weight.kg !== undefined) return pounds ? null : round(weight.kg, 2)
  return round(((weight.st ?? 0) * 14 + (weight.lb ?? 0)) * 0.45359237, 2)
}

/** Metres with decimals; a yard is 0.9144 m. null when metres are mixed with miles, furlongs or yards. */
export function distanceM(distance: DistanceJson): number | null {
  const imperial = distance.miles !== undefined || distance.furlongs !== undefined || distance.yards !== undefined
  if (distance.m !== undefined) return imperial ? null : distance.m
  return ((distance.miles ?? 0) * 1760 + (distance.furlongs ?? 0) * 220 + (distance.yards ?? 0)) * 0.9144
}

/** Whole milliseconds, more than 0. null when milliseconds are mixed with minutes or seconds, or nothing is left. */
export function timeMs(time: TimeJson): number | null {
  const clock = time.minutes !== undefined || time.seconds !== undefined
  if (time.ms !== undefined) return clock ? null : time.ms
  const ms = Math.round((time.minutes ?? 0) * 60_000 + (time.seconds ?? 0) * 1000)
  return ms > 0 ? ms : null
}

/** Decimal odds to a hundredth, 1 or more: `5/2` is 3.5, `evens` is 2. null for a fraction over nothing. */
export function decimalOdds(odds: OddsJson): number | null {
  if (typeof odds === 'number') return round(odds, 2)
  const [numerator, denominator] = odds.split('/')
  if (denominator === undefined) return 2
  const decimal = 1 + Number(numerator) / Number(denominator)
  return Number.isFinite(decimal) && decimal < 1e6 ? round(decimal, 2) : null
}

/** An instant in UTC, `2026-11-25T05:00:00.000Z`. */
export const utc = (instant: string): string => new Date(instant).toISOString()
