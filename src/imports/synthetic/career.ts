import { rngFor } from './prng'
import { clamp } from './exact-math'
import { abilityOn, ageOn } from './horses'
import type { Horse } from './horses'
import type { Trainer } from './people'
import type { EpochDay } from './local-time'

/** What changes about a horse as the season goes by. */
export interface Career {
  readonly horse: Horse
  /** Official handicap rating: what the handicapper has seen so far. */
  rating: number
  starts: number
  wins: number
  /** 0 first-up; the runs that it has had since its last spell. */
  prepRuns: number
  prepLength: number
  preps: number
  /** Not seen before this day while it spells. */
  readyDay: EpochDay
  trialledDay: EpochDay | null
  lastRunDay: EpochDay | null
  /** Entered for a race or trial that is still to come. */
  committed: boolean
  retired: boolean
  lastJockey: number | null
  blinkersOn: boolean
  blinkersEver: boolean
  /** Last places in a row, which make a trainer try something. */
  flops: number
}

/** Share of a crop still racing at each age from two. */
const SURVIVING: readonly number[] = [1, 0.94, 0.8, 0.62, 0.44, 0.28, 0.15, 0.06]

/** Begins a preparation on a day: its length and, for a trainer, when the horse can first go to the trials. */
export const sendToSpell = (seed: string, career: Career, day: EpochDay): void => {
  const rng = rngFor(seed, 'spell', career.horse.sourceId, career.preps)
  career.preps++
  career.prepRuns = 0
  career.prepLength = 4 + rng.int(5)
  career.readyDay = day + 60 + rng.int(75)
  career.trialledDay = null
}

const blank = (horse: Horse): Career =>
  ({ horse, rating: 60, starts: 0, wins: 0, prepRuns: 0, prepLength: 4, preps: 0, readyDay: 0, trialledDay: null, lastRunDay: null, committed: false, retired: false, lastJockey: null, blinkersOn: false, blinkersEver: false, flops: 0 })

/** A two-year-old that joins on 1 August: to the trials between October and a year later. */
export const newcomer = (seed: string, horse: Horse, day: EpochDay): Career => {
  const career = blank(horse)
  const rng = rngFor(seed, 'newcomer', horse.sourceId)
  sendToSpell(seed, career, day)
  career.readyDay = day + Math.round(clamp(rng.between(50, 330) - 12 * horse.precocity, 45, 380))
  return career
}

/** A horse that was already racing before the first day: what it has done is summed up in its rating, wins and starts. Null when it has left the track. */
export const veteran = (seed: string, horse: Horse, day: EpochDay): Career | null => {
  const rng = rngFor(seed, 'veteran', horse.sourceId)
  const age = ageOn(horse, day)
  if (rng.next() >= (SURVIVING[age - 2] ?? 0)) return null
  const career = blank(horse)
  const ability = abilityOn(horse, day)
  career.starts = Math.max(0, Math.round((age - 2.4) * rng.between(5, 10)))
  career.wins = Math.round(career.starts * clamp(0.1 + (ability - 60) * 0.006 + rng.normal(0, 0.05), 0, 0.5))
  career.rating = career.starts === 0 ? 60 : clamp(Math.round(ability + rng.normal(0.5, 4.5)), 46, 115)
  career.blinkersOn = career.starts > 4 && rng.chance(clamp(0.2 + 0.08 * horse.blinkers, 0, 0.7))
  career.blinkersEver = career.blinkersOn
  sendToSpell(seed, career, day)
  career.readyDay = day + rng.int(110) - 10
  if (rng.chance(0.55) && career.starts > 0) {
    career.prepRuns = 1 + rng.int(4)
    career.trialledDay = day - 60
    career.lastRunDay = day - 5 - rng.int(20)
    career.readyDay = day
  }
  return career
}

/** Hidden: points that the stage of a preparation is worth. First-up depends on the horse and its trainer; the third to fifth run is the peak. */
export const fitnessPoints = (career: Career, trainer: Trainer): number => {
  if (career.prepRuns === 0) return -5.2 + career.horse.fresh + trainer.firstUp
  if (career.prepRuns === 1) return -1.6 + 0.3 * career.horse.fresh
  if (career.prepRuns <= 4) return 0.8
  return 0.8 - 1.1 * (career.prepRuns - 4)
}

/** The handicapper's view after a run: up for a win, otherwise a quarter of the way to the figure that the horse ran to. */
export const ratingAfter = (rating: number, position: number | null, figure: number, starts: number): number => {
  if (position === null) return rating
  const speed = starts < 4 ? 0.4 : 0.25
  const moved = rating + clamp(speed * (figure - rating), -4, 7)
  return clamp(Math.round(position === 1 ? Math.max(moved, rating + 2) : position <= 3 ? Math.max(moved, rating - 1) : Math.min(moved, rating)), 40, 120)
}
