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
 * The likeliest combinations of one race, at most `first`; level ones by their rows. `Infinity` gives all, which sum to 1 (quinella place: to 3). Empty for a field too small for the bet (two of the
 * first three need but two runners), and without chances.
 * @throws RangeError when `first` is below 0
 */
export function topCombinations(chances: Float64Array, type: Exotic, first: number, discounts: Discounts): readonly Combination[] {
  if (!(first >= 0)) throw new RangeError(`combinations are counted from 0, not ${first}`)
  if (chances.some(Number.isNaN)) return []
  const field = chances.length
  const all: { key: number; chance: number }[] = []
  chancesOf(chances, type, discounts).forEach((chance, key) => { if (chance > 0) all.push({ key, chance }) })
  return all.sort((a, b) => b.chance - a.chance || a.key - b.key).slice(0, first).map(({ key, chance }) => ({ rows: rowsOf(key, type, field), chance, fairOdds: fairOdds(Math.min(1, chance)) }))
}

const isOrdered = (type: Exotic): boolean => type === 'EXACTA' || type === 'TRIFECTA'
const sizeOf = (type: Exotic): number => (type === 'TRIO' || type === 'TRIFECTA' ? 3 : 2)
const keyOf = (rows: readonly number[], field: number): number => rows.reduce((key, row) => key * field + row, 0)
const rowsOf = (key: number, type: Exotic, field: number): readonly number[] => {
  const [a, b, c] = [Math.floor(key / (field * field)), Math.floor(key / field) % field, key % field]
  return sizeOf(type) === 3 ? [a, b, c] : [b, c]
}

/** By `keyOf`: the sum of the chances of the orders of finish that win the bet. */
function chancesOf(chances: Float64Array, type: Exotic, discounts: Discounts): Float64Array {
  const field = chances.length
  const sums = new Float64Array(field ** sizeOf(type))
  const add = (rows: readonly number[], chance: number): void => {
    const key = keyOf(isOrdered(type) ? rows : [...rows].sort((a, b) => a - b), field)
    sums[key] = (sums[key] as number) + chance
  }
  if (type === 'QUINELLA_PLACE' && field === 2) sums[1] = 1
  else if (type === 'QUINELLA' || type === 'EXACTA') eachExacta(chances, discounts, (i, j, chance) => { add([i, j], chance) })
  else eachTrifecta(chances, discounts, (i, j, k, chance) => {
    if (type !== 'QUINELLA_PLACE') add([i, j, k], chance)
    else for (const pair of [[i, j], [i, k], [j, k]]) add(pair, chance)
  })
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
