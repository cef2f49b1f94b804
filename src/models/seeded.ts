import { randomBits } from '../domain/random-bits'

/** A stream of pseudo-random numbers. Only integer operations and IEEE `+ - *`: the same on every machine. */
export interface Seeded {
  /** [0, 1), 32 bits. */
  uniform(): number
  /** Mean 0, deviation 1: the sum of twelve uniforms less 6, so never beyond 6 and without a logarithm that runtimes round apart. */
  normal(): number
  /** Whole number in [0, below). */
  below(below: number): number
  /** In place, every order equally likely (Fisher-Yates); gives the same list. */
  shuffle<T extends { readonly length: number; [at: number]: unknown }>(list: T): T
}

const { floor } = Math

/** The stream named by a seed and words. Streams of other names have nothing to do with each other, so what one part draws never moves another. */
export function seeded(seed: number, ...words: readonly (string | number)[]): Seeded {
  const bits = randomBits([seed, ...words].map((word) => `${typeof word} ${word}`).join('\0'))
  const uniform = (): number => bits() / 4294967296
  const below = (most: number): number => floor(uniform() * most)
  return {
    uniform, below,
    normal: () => { let sum = -6; for (let i = 0; i < 12; i++) sum += uniform(); return sum },
    shuffle: (list) => {
      const places: { [at: number]: unknown } = list
      for (let i = list.length - 1; i > 0; i--) { const j = below(i + 1); const one = places[i]; places[i] = places[j]; places[j] = one }
      return list
    },
  }
}
