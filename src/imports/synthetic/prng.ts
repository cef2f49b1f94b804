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
const { floor, imul, SQRT2 } = Math

/** cyrb128: 128 bits from a string. */
const hash128 = (text: string): [number, number, number, number] => {
  let a = 1779033703, b = 3144134277, c = 1013904242, d = 2773480762
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i)
    a = b ^ imul(a ^ k, 597399067)
    b = c ^ imul(b ^ k, 2869860233)
    c = d ^ imul(c ^ k, 951274213)
    d = a ^ imul(d ^ k, 2716044179)
  }
  a = imul(c ^ (a >>> 18), 597399067)
  b = imul(d ^ (b >>> 22), 2869860233)
  c = imul(a ^ (c >>> 17), 951274213)
  d = imul(b ^ (d >>> 19), 2716044179)
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0]
}

/** sfc32 (Doty-Humphrey), warmed up by 12 steps. */
const sfc32 = (seed: readonly [number, number, number, number]): (() => number) => {
  let [a, b, c, d] = seed
  const step = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) step()
  return step
}

/** The substream named by `key`. Streams of different keys have nothing to do with each other, so what one part draws never moves another. */
export const rngFor = (...key: readonly (string | number)[]): Rng => {
  const next = sfc32(hash128(key.join('|')))
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
