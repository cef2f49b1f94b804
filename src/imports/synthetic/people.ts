import { rngFor } from './prng'
import { ownerColours, ownerName, personName } from './names'
import { STATES, VENUES } from './venues'
import type { State } from './venues'

export interface Jockey {
  readonly index: number; readonly sourceId: string; readonly name: string; readonly state: State
  /** Hidden: points that the rider adds. */
  readonly skill: number
  /** Hidden: how good on a horse that leads (positive) or comes from behind (negative), points at the extremes. */
  readonly frontRunning: number
  readonly apprentice: boolean
  /** Least weight the rider can do, kg. */
  readonly ridingWeightKg: number
  /** Wins before the first day of the season, for the claim. */
  readonly winsBefore: number
}
export interface Trainer {
  readonly index: number; readonly sourceId: string; readonly name: string; readonly state: State; readonly location: string
  readonly skill: number
  /** Hidden: points over or under the usual with horses first-up. */
  readonly firstUp: number
  /** Hidden: points over or under the usual with blinkers on for the first time. */
  readonly blinkersFirst: number
  /** Jockeys with whom the stable has an understanding. */
  readonly retained: readonly number[]
}
export interface Owner { readonly index: number; readonly sourceId: string; readonly name: string; readonly colours: string }
export interface People { readonly jockeys: readonly Jockey[]; readonly trainers: readonly Trainer[]; readonly owners: readonly Owner[] }

export const JOCKEYS_PER_STATE = 23
export const TRAINERS_PER_STATE = 28
export const OWNERS = 340

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

const jockeyOf = (seed: string, index: number): Jockey => {
  const rng = rngFor(seed, 'jockey', index)
  const apprentice = index % JOCKEYS_PER_STATE >= JOCKEYS_PER_STATE - 6
  return {
    index, sourceId: `s${seed}-j-${index + 1}`, name: personName(seed, index), state: STATES[Math.floor(index / JOCKEYS_PER_STATE)] ?? 'NSW', apprentice,
    skill: rng.normal(apprentice ? -1.6 : 0.3, apprentice ? 1.4 : 2.2), frontRunning: rng.normal(0, 1.2),
    ridingWeightKg: apprentice ? 49 + rng.int(3) : 53 + rng.int(4) / 2, winsBefore: apprentice ? rng.int(78) : 200 + rng.int(900),
  }
}

const trainerOf = (seed: string, index: number): Trainer => {
  const rng = rngFor(seed, 'trainer', index)
  const stateIndex = Math.floor(index / TRAINERS_PER_STATE)
  const state = STATES[stateIndex] ?? 'NSW'
  const skill = rng.normal(0, 1.9), firstUp = rng.normal(0, 2.2), blinkersFirst = rng.normal(0.5, 1.8)
  const first = stateIndex * JOCKEYS_PER_STATE
  const retained = [...new Set([first + rng.int(JOCKEYS_PER_STATE - 6), first + rng.int(JOCKEYS_PER_STATE)])]
  return { index, sourceId: `s${seed}-t-${index + 1}`, name: personName(seed, 1000 + index), state, location: rng.pick(VENUES.filter((v) => v.state === state)).name, skill, firstUp, blinkersFirst, retained }
}

export const peopleOf = (seed: string): People => ({
  jockeys: range(STATES.length * JOCKEYS_PER_STATE).map((i) => jockeyOf(seed, i)),
  trainers: range(STATES.length * TRAINERS_PER_STATE).map((i) => trainerOf(seed, i)),
  owners: range(OWNERS).map((index) => ({ index, sourceId: `s${seed}-o-${index + 1}`, name: ownerName(seed, index), colours: ownerColours(seed, index) })),
})

/** Hidden: points that a rider and a stable make together, beyond what each is worth; a retained pair makes more. */
export const partnershipPoints = (seed: string, jockey: Jockey, trainer: Trainer): number =>
  rngFor(seed, 'partnership', jockey.index, trainer.index).normal(0, 1.3) + (trainer.retained.includes(jockey.index) ? 1.8 : 0)

/** An apprentice's claim after so many wins: 3 kg below 20, 2 kg below 50, 1.5 kg below 80, then none. */
export const claimKgAfter = (jockey: Jockey, wins: number): number => (!jockey.apprentice ? 0 : wins < 20 ? 3 : wins < 50 ? 2 : wins < 80 ? 1.5 : 0)
