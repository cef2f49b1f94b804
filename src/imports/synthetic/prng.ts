import { randomBits } from '../../domain/random-bits'

/** A stream of pseudo-random numbers. Only integer operations and IEEE `+ - * /`: the same on every machine. */
export interface Rng {
  /** Uniform in [0, 1), 32 bits. */
  next(): number
  /** Whole number in [0, below). */
  int(below: number): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** Bell-shaped (sum of six uniforms, so never beyond 4.25 sd). */
  normal(mean: number, sd: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
}

// Looked up once: where globals are slow to reach, as under jest, the look-ups of a season cost three times its making.
const { floor, SQRT2 } = Math

/** The substream named by `key`. Streams of different keys have nothing to do with each other, so what one part draws never moves another. */
export const rngFor = (...key: readonly (string | number)[]): Rng => {
  const bits = randomBits(key.join('|'))
  const next = (): number => bits() / 4294967296
  return {
    next,
    int: (below) => floor(next() * below),
    between: (low, high) => low + (high - low) * next(),
    normal: (mean, sd) => mean + sd * SQRT2 * (next() + next() + next() + next() + next() + next() - 3),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[floor(next() * list.length)]
      if (item === undefined) throw new RangeError('cannot pick from an empty list')
      return item
    },
  }
}
