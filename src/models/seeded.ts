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

const { floor, imul } = Math

/** The stream named by a seed and words. Streams of other names have nothing to do with each other, so what one part draws never moves another. */
export function seeded(seed: number, ...words: readonly (string | number)[]): Seeded {
  let [a, b, c, d] = hash128([seed, ...words].map((word) => `${typeof word} ${word}`).join('\0'))
  /** sfc32 (Doty-Humphrey). */
  const bits = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) bits()
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

/** cyrb128: 128 bits from a text. */
function hash128(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762]
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
