import { z } from 'zod'

/**
 * Powers of the chances of winning by which second and third are run for among those that are left: p^lambda for second, p^tau for third and
 * every place after it. 1 and 1 are Harville's (Assigning Probabilities to the Outcomes of Multi-entry Competitions, 1973), by which favourites come
 * second and third too often; below 1 they come near to what the running times of Henery and Stern give (Lo, Bacon-Shone and Busche, The
 * Application of Ranking Probability Models to Racetrack Betting, 1995).
 */
export interface Discounts { readonly lambda: number; readonly tau: number }
export const HARVILLE: Discounts = { lambda: 1, tau: 1 }
export const DISCOUNTS: z.ZodType<Discounts> = z.strictObject({ lambda: z.number().min(0).max(5), tau: z.number().min(0).max(5) })

const LEAST = 1e-12

/** Strengths of one race in the run for first, for second, and for third and every later place. Chances of 0 are taken for next to nothing. */
export function strengthsOf(chances: Float64Array, { lambda, tau }: Discounts): readonly [Float64Array, Float64Array, Float64Array] {
  const first = chances.map((chance) => (Number.isNaN(chance) ? NaN : Math.max(LEAST, chance)))
  return [first, lambda === 1 ? first : first.map((chance) => chance ** lambda), tau === 1 ? first : first.map((chance) => chance ** tau)]
}
