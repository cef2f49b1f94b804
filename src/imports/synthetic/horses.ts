import type { Sex } from '../../domain/vocabulary'
import { rngFor } from './prng'
import type { Rng } from './prng'
import { clamp, exp } from './exact-math'
import { DAM_NAMES_FROM, horseName, SIRE_NAMES_FROM } from './names'
import { COATS } from './name-lists'
import { dateOf, dayOf, seasonOf } from './local-time'
import type { EpochDay } from './local-time'
import { OWNERS, TRAINERS_PER_STATE } from './people'
import { STATES } from './venues'

interface Blood { readonly ability: number; readonly stamina: number; readonly wet: number; readonly precocity: number }
export interface Horse {
  readonly sourceId: string; readonly name: string; readonly foalYear: number; readonly foalingDay: EpochDay; readonly male: boolean; readonly gelded: boolean; readonly coat: string; readonly imported: boolean
  readonly sire: string; readonly dam: string; readonly damSire: string; readonly trainer: number; readonly owner: number; readonly ownedFrom: EpochDay
  /** Hidden: points at the peak of its life over its best distance; 0.5 kg each. About 40 to 105. */
  readonly ability: number
  /** Hidden: best distance, metres. */
  readonly bestDistanceM: number
  /** Hidden: points gained (lost) for every three steps of track rating above 4. */
  readonly wet: number
  /** Hidden: 0 comes from last, 1 leads. */
  readonly earlySpeed: number
  /** Hidden: points that it is better fresh than other horses are. */
  readonly fresh: number
  /** Hidden: points gained on right-handed tracks, lost on left-handed ones. */
  readonly rightHanded: number
  /** Hidden: points that blinkers are worth. */
  readonly blinkers: number
  /** Hidden: points more at two and three years old than the average horse, and less later. */
  readonly precocity: number
  readonly bodyKg: number
}

const SIRES = 72
const DAMS = 760
/** Foals of a year that go into training. */
export const CROP = 520

const bloodOf = (rng: Rng): Blood => ({ ability: rng.normal(0, 4.2), stamina: rng.normal(0, 0.11), wet: rng.normal(0, 2), precocity: rng.normal(0, 1.8) })
const sireBlood = (seed: string, index: number): Blood => bloodOf(rngFor(seed, 'sire', index))
const damBlood = (seed: string, index: number): Blood => bloodOf(rngFor(seed, 'dam', index))

/** The `index`-th foal of a crop. It follows from the seed, the year and the index alone. A quarter of the variance of its ability is in its pedigree, and more of its stamina and love of wet tracks. */
export const horseOf = (seed: string, foalYear: number, index: number): Horse => {
  const rng = rngFor(seed, 'horse', foalYear, index)
  const sire = Math.floor(SIRES * rng.next() * rng.next()), dam = rng.int(DAMS)
  const damSire = (rngFor(seed, 'dam-sire', dam).int(SIRES) + (sire === 0 ? 1 : 0)) % SIRES
  const s = sireBlood(seed, sire), d = damBlood(seed, dam)
  const male = rng.chance(0.54)
  const own = rng.normal(0, 8.5)
  const bestDistanceM = clamp(1380 * exp(rng.normal(0, 0.19) + s.stamina + 0.8 * d.stamina), 950, 2700)
  const foalingDay = dayOf(`${foalYear}-08-01`) + 5 + rng.int(100)
  return {
    sourceId: `s${seed}-h-${foalYear}-${index + 1}`, name: horseName(seed, (foalYear - 1980) * 1000 + index), foalYear, foalingDay, male, gelded: rng.chance(0.82), coat: rng.pick(COATS), imported: rng.chance(0.06),
    sire: horseName(seed, SIRE_NAMES_FROM + sire), dam: horseName(seed, DAM_NAMES_FROM + dam), damSire: horseName(seed, SIRE_NAMES_FROM + (damSire === sire ? (damSire + 1) % SIRES : damSire)),
    trainer: Math.floor(STATES.length * rng.next()) * TRAINERS_PER_STATE + Math.floor(TRAINERS_PER_STATE * rng.next() * rng.between(0.5, 1)), owner: rng.int(OWNERS), ownedFrom: foalingDay + 480 + rng.int(120),
    ability: 60 + s.ability + d.ability + (own > 0 ? 1.3 * own : own), bestDistanceM, wet: s.wet + 0.8 * d.wet + rng.normal(0, 2.6),
    earlySpeed: clamp(rng.normal(0.62 - (bestDistanceM - 1400) / 4000, 0.24), 0, 1), fresh: rng.normal(0, 2.6), rightHanded: rng.normal(0, 1.1), blinkers: rng.normal(0, 2.4),
    precocity: s.precocity + 0.8 * d.precocity + rng.normal(0, 2.2), bodyKg: Math.round(rng.normal(male ? 500 : 472, 22)),
  }
}

/** Years old, all horses having their birthday on 1 August. */
export const ageOn = (horse: Horse, day: EpochDay): number => seasonOf(day) - horse.foalYear

export const sexOn = (horse: Horse, day: EpochDay): Sex => {
  const grown = ageOn(horse, day) >= 4
  if (!horse.male) return grown ? 'MARE' : 'FILLY'
  return horse.gelded ? 'GELDING' : grown ? 'HORSE' : 'COLT'
}

/** Points below the peak by age in years, straight lines between: peak from four to five. */
const GROWTH: readonly (readonly [number, number])[] = [[2, -11], [2.5, -8], [3, -5], [3.5, -2.5], [4, -0.6], [4.6, 0], [5.5, 0], [6.5, -1.4], [7.5, -3.8], [8.5, -7], [10, -13]]

/** Hidden: points that the horse is worth on a day, before anything about the race. */
export const abilityOn = (horse: Horse, day: EpochDay): number => {
  const age = (day - dayOf(`${horse.foalYear}-08-01`)) / 365.25
  let growth = -14
  for (let i = 1; i < GROWTH.length; i++) {
    const [a0, p0] = GROWTH[i - 1] ?? [0, 0], [a1, p1] = GROWTH[i] ?? [0, 0]
    if (age >= a0 && age <= a1) growth = p0 + ((age - a0) / (a1 - a0)) * (p1 - p0)
  }
  return horse.ability + growth + horse.precocity * clamp((4 - age) / 1.5, -1, 1)
}

export const foaled = (horse: Horse): string => dateOf(horse.foalingDay)
