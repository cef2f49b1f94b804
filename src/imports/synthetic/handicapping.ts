import { clamp, roundTo } from './exact-math'
import { ageOn } from './horses'
import type { Career } from './career'
import type { RaceClass } from './programme'
import type { EpochDay } from './local-time'

export const MINIMUM_KG = 54
export const TOP_KG = 60.5

/** Kilograms by age and sex in races at set weights or weight for age; fillies and mares carry 2 less. */
const setWeight = (career: Career, day: EpochDay): number => {
  const age = ageOn(career.horse, day)
  return (age === 2 ? 56.5 : age === 3 ? 57.5 : 59) - (career.horse.male ? 0 : 2)
}

/** Allocated weights in kg, in the order of `field`: 0.5 kg a rating point below the top weight in a handicap, never under the minimum. */
export const weightsOf = (field: readonly Career[], raceClass: RaceClass, day: EpochDay): number[] => {
  const top = Math.max(...field.map((c) => c.rating))
  if (raceClass.weights === 'SET_WEIGHTS' || raceClass.weights === 'WEIGHT_FOR_AGE') return field.map((c) => setWeight(c, day))
  if (raceClass.weights === 'SET_WEIGHTS_PENALTIES') return field.map((c) => setWeight(c, day) - 1.5 + (c.rating >= 96 ? 1.5 : c.rating >= 90 ? 1 : 0))
  const heaviest = raceClass.ratingHigh === null ? TOP_KG - 0.5 : clamp(TOP_KG - (raceClass.ratingHigh - top) * 0.5, 58, TOP_KG)
  return field.map((c) => roundTo(clamp(heaviest - (top - c.rating) * 0.5, MINIMUM_KG, TOP_KG), 0.5))
}
