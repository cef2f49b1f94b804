import type { Offer } from '../../domain/market-view'
import type { LadderEntry } from './change-message'

/** Sizes by price, best first: two lists side by side. */
export interface PriceLadder { readonly descending: boolean; readonly prices: number[]; readonly sizes: number[] }
/** Prices and sizes by level; level 0 is the best. Size 0: nothing at the level. */
export interface LevelLadder { readonly prices: number[]; readonly sizes: number[] }

export const priceLadder = (descending: boolean): PriceLadder => ({ descending, prices: [], sizes: [] })
export const levelLadder = (): LevelLadder => ({ prices: [], sizes: [] })

/** Levels above it are no levels of the stream, which has ten. */
const MOST_LEVELS = 1000

/** Place of the price, or of the first one that is not better. */
const placeOf = ({ descending, prices }: PriceLadder, price: number): number => {
  let [low, high] = [0, prices.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = prices[middle] as number
    if (descending ? there > price : there < price) low = middle + 1
    else high = middle
  }
  return low
}
/** Size 0 deletes, also what is not there. Entries that are no numbers are let be. */
export const setPrices = (ladder: PriceLadder, entries: readonly LadderEntry[]): void => {
  const { prices, sizes } = ladder
  for (const entry of entries) {
    const price = entry?.[0]
    const size = entry?.[1]
    if (typeof price !== 'number' || typeof size !== 'number') continue
    const place = placeOf(ladder, price)
    const known = prices[place] === price
    if (size === 0) { if (known) { prices.splice(place, 1); sizes.splice(place, 1) } }
    else if (known) sizes[place] = size
    else if (place === prices.length) { prices.push(price); sizes.push(size) }
    else { prices.splice(place, 0, price); sizes.splice(place, 0, size) }
  }
}
/** Size 0 empties a level, whatever its price. */
export const setLevels = ({ prices, sizes }: LevelLadder, entries: readonly LadderEntry[]): void => {
  for (const entry of entries) {
    const level = entry?.[0]
    const price = entry?.[1]
    const size = entry?.[2]
    if (typeof level !== 'number' || typeof price !== 'number' || typeof size !== 'number' || !(level >= 0 && level < MOST_LEVELS)) continue
    while (prices.length < level) { prices.push(0); sizes.push(0) }
    prices[level] = price
    sizes[level] = size
  }
  let last = sizes.length
  while (last > 0 && sizes[last - 1] === 0) last--
  prices.length = last
  sizes.length = last
}
/** The best offers of a ladder of either kind. */
export const bestOf = ({ prices, sizes }: LevelLadder | PriceLadder, depth: number): Offer[] => {
  const offers: Offer[] = []
  for (let i = 0; i < prices.length && offers.length < depth; i++) {
    const size = sizes[i] as number
    if (size !== 0) offers.push({ price: prices[i] as number, size })
  }
  return offers
}
export const sumOf = ({ sizes }: PriceLadder | LevelLadder): number => {
  let sum = 0
  for (const size of sizes) sum += size
  return sum
}
export const isEmpty = ({ sizes }: PriceLadder | LevelLadder): boolean => sizes.length === 0
