import { strengthsOf, type Discounts } from './discounts'

/** Beyond this many places exact sums over a field of 24 take too long to be waited for. */
export const MOST_PLACES = 5

/**
 * Chances to finish in the first `places`, of one race whose chances of winning sum to 1: exact sums over all orders of the places before. They add up
 * to `places`, and are 1 for all in a field of no more than that. NaN where the chances are.
 * @throws RangeError unless `places` is a whole number from 1 to 5
 */
export function placeChances(chances: Float64Array, places: number, discounts: Discounts): Float64Array {
  if (!Number.isInteger(places) || places < 1 || places > MOST_PLACES) throw new RangeError(`places are counted from 1 to ${MOST_PLACES}, not ${places}`)
  const field = chances.length
  if (places >= field) return chances.map((chance) => (Number.isNaN(chance) ? NaN : 1))
  const strengths = strengthsOf(chances, discounts)
  const placed = new Float64Array(field)
  const isIn = new Uint8Array(field)
  const run = (stage: number, before: number): void => {
    const strength = strengths[Math.min(stage, 2)] as Float64Array
    let left = 0
    for (let i = 0; i < field; i++) if (isIn[i] === 0) left += strength[i] as number
    const share = before / left
    for (let i = 0; i < field; i++) {
      if (isIn[i] !== 0) continue
      const chance = share * (strength[i] as number)
      placed[i] = (placed[i] as number) + chance
      if (stage + 1 === places) continue
      isIn[i] = 1
      run(stage + 1, chance)
      isIn[i] = 0
    }
  }
  run(0, 1)
  return placed
}
