import { randomBits } from '../../../domain/random-bits'

/** In [0, 1), the same for the same name. */
export const chanceOf = (name: string): number => randomBits(name)() / 4_294_967_296
/** Bell-shaped, mean 0, deviation 1, never beyond 3.5. */
export const bell = (name: string): number => {
  const bits = randomBits(name)
  let sum = 0
  for (let i = 0; i < 4; i++) sum += bits() / 4_294_967_296
  return (sum - 2) * Math.sqrt(3)
}

/** A smooth random curve through time that keeps coming back to 0: a bell-shaped value each `periodMs`, eased between. A function of its name and the instant alone. */
export const wander = (name: string, at: number, periodMs: number): number => {
  const cell = Math.floor(at / periodMs)
  const into = at / periodMs - cell
  const eased = into * into * (3 - 2 * into)
  const from = bell(`${name}|${periodMs}|${cell}`)
  return from + (bell(`${name}|${periodMs}|${cell + 1}`) - from) * eased
}

const MINUTE_MS = 60_000
/** How far prices wander, in logarithms of chances: in seconds, minutes and quarters of an hour. */
const WAVES: readonly (readonly [periodMs: number, size: number])[] = [[12_000, 0.012], [90_000, 0.03], [15 * MINUTE_MS, 0.06]]
const IN_PLAY_WAVES: readonly (readonly [periodMs: number, size: number])[] = [[6_000, 0.35], [20_000, 0.5]]
/** From when late money comes, and how much of it: who is backed late is so to the off. */
const LATE_MS = 20 * MINUTE_MS
const LATE_SIZE = 0.14

/**
 * What the betting adds to the logarithm of a runner's chance at an instant: wanderings that revert to nothing, quicker near the off, and late
 * money. A function of the name and the instants, so that a simulator that was started anew goes on where it was.
 */
export const sentiment = (name: string, at: number, offAt: number, inPlay: boolean): number => {
  const left = offAt - at
  const nearness = Math.min(1, Math.max(0, 1 - left / LATE_MS))
  const late = LATE_SIZE * bell(`${name}|late`) * nearness * nearness
  const waves = WAVES.reduce((sum, [period, size]) => sum + size * (0.6 + 0.8 * nearness) * wander(name, at, period), late)
  return inPlay ? IN_PLAY_WAVES.reduce((sum, [period, size]) => sum + size * wander(`${name}|in-play`, at, period), waves) : waves
}

/** Share of the money of a race that is matched by so many milliseconds before its off: little the day before, most of it in the last minutes. */
export const moneyBy = (left: number): number => 0.08 * Math.max(0, 1 - left / 86_400_000) + 0.92 * Math.exp(-Math.max(0, left) / 600_000)
