import { strengthsOf, type Discounts } from './discounts'

/** Beyond this many places exact sums over a field of 24 take too long to be waited for. */
const MOST_PLACES = 5

/**
 * Chances to finish in the first `places`, of one race whose chances of winning sum to 1: exact sums over all sets that may
 * fill the places before. They add up to `places`, and are 1 for all in a field of no more than that. NaN where the chances are.
 * @throws RangeError unless `places` is a whole number from 1 to 5
 */
export function placeChances(chances: Float64Array, places: number, discounts: Discounts): Float64Array {
  if (!Number.isInteger(places) || places < 1 || places > MOST_PLACES) throw new RangeError(`places are counted from 1 to ${MOST_PLACES}, not ${places}`)
  const field = chances.length
  if (places >= field) return chances.map((chance) => (Number.isNaN(chance) ? NaN : 1))
  const strengths = strengthsOf(chances, discounts)
  const placed = new Float64Array(field)
  const isIn = new Uint8Array(field)
  const bits = Float64Array.from({ length: field }, (_, i) => 2 ** i)
  let sets: ReadonlyMap<number, Ahead> = new Map([[0, { rows: [], chance: 1 }]])
  for (let stage = 0; stage < places; stage++) {
    const strength = strengths[Math.min(stage, 2)] as Float64Array
    const next = new Map<number, { rows: readonly number[]; chance: number }>()
    for (const [key, { rows, chance }] of sets) {
      for (const row of rows) isIn[row] = 1
      let left = 0
      for (let i = 0; i < field; i++) if (isIn[i] === 0) left += strength[i] as number
      for (let i = 0; i < field; i++) {
        if (isIn[i] !== 0) continue
        const own = (chance * (strength[i] as number)) / left
        placed[i] = (placed[i] as number) + own
        if (stage + 1 === places) continue
        const set = key + (bits[i] as number)
        const known = next.get(set)
        if (known === undefined) next.set(set, { rows: [...rows, i], chance: own })
        else known.chance += own
      }
      for (const row of rows) isIn[row] = 0
    }
    sets = next
  }
  return placed
}
/** Who fills the places so far, in whatever order, and the chance of that. Sets are told apart by the sum of 2^row, exact for up to 53 runners. */
interface Ahead { readonly rows: readonly number[]; readonly chance: number }
