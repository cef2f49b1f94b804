import { fairOdds } from '../../domain/betting'
import { strengthsOf, type Discounts } from './discounts'

/**
 * Bets on more than the winner. Quinella: the first two in any order; exacta: in order. Quinella place: two of the first three. Trio: the first
 * three in any order; trifecta: in order.
 */
export const EXOTICS = ['QUINELLA', 'EXACTA', 'QUINELLA_PLACE', 'TRIO', 'TRIFECTA'] as const
export type Exotic = (typeof EXOTICS)[number]
export interface Combination {
  /** Rows of the race: in the order of finish, or ascending where the order does not count. */
  readonly rows: readonly number[]
  readonly chance: number
  readonly fairOdds: number
}

/**
 * The likeliest combinations of one race, at most `first`; level ones by their rows. `Infinity` gives all, which sum to 1 (quinella place: to 3).
 * Empty for a field too small for the bet (two of the first three need but two runners), and without chances.
 * @throws RangeError when `first` is below 0
 */
export function topCombinations(chances: Float64Array, type: Exotic, first: number, discounts: Discounts): readonly Combination[] {
  if (!(first >= 0)) throw new RangeError(`combinations are counted from 0, not ${first}`)
  if (chances.some(Number.isNaN)) return []
  const field = chances.length
  const sums = chancesOf(chances, type, discounts)
  const falling = sums.filter((chance) => chance > 0).sort().reverse()
  const least = falling[Math.min(first, falling.length) - 1] ?? Infinity
  const chosen: number[] = []
  sums.forEach((chance, key) => { if (chance >= least) chosen.push(key) })
  return chosen.sort((a, b) => (sums[b] as number) - (sums[a] as number) || a - b).slice(0, first)
    .map((key) => { const chance = Math.min(1, sums[key] as number); return { rows: rowsOf(key, type, field), chance, fairOdds: fairOdds(chance) } })
}

const sizeOf = (type: Exotic): number => (type === 'TRIO' || type === 'TRIFECTA' ? 3 : 2)
const rowsOf = (key: number, type: Exotic, field: number): readonly number[] => {
  const [a, b, c] = [Math.floor(key / (field * field)), Math.floor(key / field) % field, key % field]
  return sizeOf(type) === 3 ? [a, b, c] : [b, c]
}

/** By the rows as digits of a number to the base of the field: the sum of the chances of the orders of finish that win the bet. */
function chancesOf(chances: Float64Array, type: Exotic, discounts: Discounts): Float64Array {
  const field = chances.length
  const sums = new Float64Array(field ** sizeOf(type))
  const add = (key: number, chance: number): void => { sums[key] = (sums[key] as number) + chance }
  const pair = (i: number, j: number): number => (i < j ? i * field + j : j * field + i)
  const trio = (i: number, j: number, k: number): number => {
    const [low, high] = [Math.min(i, j, k), Math.max(i, j, k)]
    return (low * field + (i + j + k - low - high)) * field + high
  }
  switch (type) {
    case 'EXACTA': eachExacta(chances, discounts, (i, j, chance) => { add(i * field + j, chance) }); break
    case 'QUINELLA': eachExacta(chances, discounts, (i, j, chance) => { add(pair(i, j), chance) }); break
    case 'TRIFECTA': eachTrifecta(chances, discounts, (i, j, k, chance) => { add((i * field + j) * field + k, chance) }); break
    case 'TRIO': eachTrifecta(chances, discounts, (i, j, k, chance) => { add(trio(i, j, k), chance) }); break
    case 'QUINELLA_PLACE':
      if (field === 2) add(pair(0, 1), 1)
      else eachTrifecta(chances, discounts, (i, j, k, chance) => { add(pair(i, j), chance); add(pair(i, k), chance); add(pair(j, k), chance) })
  }
  return sums
}
function eachExacta(chances: Float64Array, discounts: Discounts, visit: (i: number, j: number, chance: number) => void): void {
  const [first, second] = strengthsOf(chances, discounts)
  const all = total(first, -1, -1)
  for (let i = 0; i < chances.length; i++) {
    const won = (first[i] as number) / all / total(second, i, -1)
    for (let j = 0; j < chances.length; j++) if (j !== i) visit(i, j, won * (second[j] as number))
  }
}
function eachTrifecta(chances: Float64Array, discounts: Discounts, visit: (i: number, j: number, k: number, chance: number) => void): void {
  const third = strengthsOf(chances, discounts)[2]
  eachExacta(chances, discounts, (i, j, chance) => {
    const share = chance / total(third, i, j)
    for (let k = 0; k < third.length; k++) if (k !== i && k !== j) visit(i, j, k, share * (third[k] as number))
  })
}
/** Of all but two, added up anew: what is left beside a near certainty is lost in a difference. */
function total(strengths: Float64Array, i: number, j: number): number {
  let sum = 0
  for (let k = 0; k < strengths.length; k++) if (k !== i && k !== j) sum += strengths[k] as number
  return sum
}
