/** A source of choices that a seed decides. */
export interface Draw {
  /** 0 to n - 1. */
  below(n: number): number
  chance(percent: number): boolean
  from<T>(values: readonly T[]): T
}

/** Mulberry32: small, quick, and the same everywhere. */
export const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return { below, chance: (percent) => below(100) < percent, from: (values) => values[below(values.length)]! }
}
