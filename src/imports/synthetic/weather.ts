import type { GoingLabel } from '../../domain/vocabulary'
import { rngFor } from './prng'
import { clamp, roundTo } from './exact-math'
import { monthOf } from './local-time'
import type { EpochDay } from './local-time'
import type { State, Venue } from './venues'

/** How wet each state's months are (chance of a wet day), January first. */
const WET_DAYS: Readonly<Record<State, readonly number[]>> = {
  NSW: [0.36, 0.38, 0.37, 0.32, 0.3, 0.32, 0.27, 0.25, 0.26, 0.32, 0.34, 0.34],
  VIC: [0.22, 0.2, 0.26, 0.33, 0.4, 0.44, 0.46, 0.46, 0.42, 0.38, 0.32, 0.28],
  QLD: [0.42, 0.44, 0.4, 0.32, 0.26, 0.22, 0.18, 0.16, 0.18, 0.28, 0.32, 0.38],
  SA: [0.14, 0.12, 0.18, 0.28, 0.4, 0.46, 0.48, 0.44, 0.36, 0.28, 0.22, 0.18],
}

/** Millimetres that fell at a venue in the 24 hours to 07:00 of a day. Neighbouring venues share most of their state's rain. */
export const rainMm = (seed: string, venue: Venue, day: EpochDay): number => {
  const state = rngFor(seed, 'rain', venue.state, day)
  const wet = state.next() < (WET_DAYS[venue.state][monthOf(day)] ?? 0.3)
  const amount = state.next()
  if (!wet) return 0
  const local = rngFor(seed, 'rain', venue.code, day).between(0.5, 1.5)
  return roundTo((1 + 30 * amount * amount * amount) * local, 0.2)
}

export const rain7dMm = (seed: string, venue: Venue, day: EpochDay): number => {
  let sum = 0
  for (let d = 0; d < 7; d++) sum += rainMm(seed, venue, day - d)
  return roundTo(sum, 0.2)
}

/** Track rating 1 (firm) to 10 (heavy) at 07:00: rain of the last nine days, each day's share dried off by sun and drainage. */
export const morningRating = (seed: string, venue: Venue, day: EpochDay): number => {
  const drying = 0.62 - 0.16 * venue.drainage + ([4, 5, 6, 7].includes(monthOf(day)) ? 0.1 : 0)
  let moisture = 0
  for (let back = 8; back >= 0; back--) moisture = moisture * drying + rainMm(seed, venue, day - back)
  const noise = rngFor(seed, 'going', venue.code, day).between(-0.6, 0.6)
  return clamp(Math.round(3.6 + moisture * 0.17 + noise), 2, 10)
}

export const labelOf = (number: number): GoingLabel => (number <= 2 ? 'FIRM' : number <= 4 ? 'GOOD' : number <= 7 ? 'SOFT' : 'HEAVY')

/** Track rating of each race of the day; a step up in rain, a step down when it dries. Index 0 is race 1. */
export const ratingsThroughDay = (seed: string, venue: Venue, day: EpochDay, races: number): number[] => {
  const rng = rngFor(seed, 'going-day', venue.code, day)
  const raining = rainMm(seed, venue, day + 1) > 4
  let rating = morningRating(seed, venue, day)
  const ratings: number[] = []
  for (let race = 1; race <= races; race++) {
    if (race > 1 && raining && rng.chance(0.22)) rating = Math.min(10, rating + 1)
    else if (race > 1 && !raining && rating > 4 && rng.chance(0.14)) rating -= 1
    ratings.push(rating)
  }
  return ratings
}

const MEAN_HIGH: readonly number[] = [29, 28, 26, 23, 19, 16, 16, 18, 20, 23, 25, 27]
const WINDS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const

export interface Weather { readonly condition: string; readonly temperatureC: number; readonly humidity: number; readonly windSpeedKmh: number; readonly windDirection: string; readonly rainfall24hMm: number; readonly rainfall7dMm: number; readonly irrigation24hMm: number }

/** The weather at a venue in the morning (`part` 0) or at noon (1). */
export const weatherAt = (seed: string, venue: Venue, day: EpochDay, part: 0 | 1): Weather => {
  const rng = rngFor(seed, 'weather', venue.code, day, part)
  const coming = rainMm(seed, venue, day + 1)
  const warm = venue.state === 'QLD' ? 3 : venue.state === 'VIC' ? -2 : 0
  const rain7d = rain7dMm(seed, venue, day)
  return {
    condition: coming > 8 ? 'rain' : coming > 0 ? 'showers' : rng.pick(['fine', 'fine', 'overcast', 'cloudy']),
    temperatureC: roundTo((MEAN_HIGH[monthOf(day)] ?? 22) + warm - (part === 0 ? 7 : 1) + rng.normal(0, 2.5), 0.1),
    humidity: Math.round(clamp((coming > 0 ? 76 : 54) + rng.normal(0, 9), 15, 100)),
    windSpeedKmh: Math.round(clamp(rng.normal(16, 7), 0, 60)),
    windDirection: rng.pick(WINDS),
    rainfall24hMm: rainMm(seed, venue, day),
    rainfall7dMm: rain7d,
    irrigation24hMm: rain7d < 4 && venue.surface === 'TURF' ? 2 * rng.int(5) : 0,
  }
}
