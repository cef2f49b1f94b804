import { seeded } from '../seeded'

/** Above so many units signs are drawn instead of all tried. */
const ALL_UP_TO = 12

/**
 * Two-sided p of the hypothesis that units (races) are as likely to differ one way as the other: the share of assignments of signs whose mean is at least as far from 0.
 * All of them for up to 12 units that differ, else `draws` drawn ones, the observed one counted among them. 1 without a difference.
 * Source: Fisher, The Design of Experiments, 1935, 21.
 */
export function signFlip(differences: Float64Array, { seed, draws }: { readonly seed: number; readonly draws: number }): number {
  const other = differences.filter((one) => one !== 0)
  if (other.length === 0) return 1
  const observed = Math.abs(other.reduce((sum, one) => sum + one, 0))
  const isAsFar = (sum: number): boolean => Math.abs(sum) >= observed - 1e-12 * Math.max(1, observed)
  if (other.length <= ALL_UP_TO) {
    const all = 2 ** other.length
    let far = 0
    for (let signs = 0; signs < all; signs++) if (isAsFar(other.reduce((sum, one, i) => sum + (((signs >> i) & 1) === 1 ? one : -one), 0))) far++
    return far / all
  }
  const random = seeded(seed, 'sign-flip', other.length)
  let far = 1
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0
    for (const one of other) sum += random.uniform() < 0.5 ? one : -one
    if (isAsFar(sum)) far++
  }
  return far / (draws + 1)
}
