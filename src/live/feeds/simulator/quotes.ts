import { chanceOf } from './drift'
import { priceAt, rungBelow, TOP } from './price-ladder'

/** Offers by price; sizes in hundredths of the currency. */
export interface Quote { readonly back: ReadonlyMap<number, number>; readonly lay: ReadonlyMap<number, number>; readonly bestBack: number; readonly bestLay: number }

/** Halvings of the interval in which the margin is looked for. */
const STEPS = 14

/** Rungs of the best backs whose reciprocals add up to about `overround`. */
export const bestBacks = (chances: readonly number[], overround: number): readonly number[] => {
  const at = (margin: number): readonly number[] => chances.map((chance) => Math.min(TOP - 1, rungBelow(1 / (chance * margin))))
  const sum = (rungs: readonly number[]): number => rungs.reduce((total, rung) => total + 1 / priceAt(rung), 0)
  let low = 0.9, high = 1.1
  for (let i = 0; i < STEPS; i++) {
    const middle = (low + high) / 2
    if (sum(at(middle)) > overround) high = middle
    else low = middle
  }
  return [low, high].map(at).reduce((a, b) => Math.abs(sum(a) - overround) <= Math.abs(sum(b) - overround) ? a : b)
}

export interface QuoteSetting {
  /** Names the randomness of the runner. */
  readonly name: string
  readonly at: number
  /** Rungs on each side. */
  readonly depth: number
  /** Stake at a typical rung of an even chance. */
  readonly money: number
  /** How long an offer stands before it is another, milliseconds. */
  readonly lifeMs: number
}

/** Both sides of a runner: lay above back always, by a rung or two more than the chance asks for. */
export const quote = (best: number, chance: number, { name, at, depth, money, lifeMs }: QuoteSetting): Quote => {
  const gap = Math.max(best + 1, Math.min(TOP, rungBelow(1 / (chance * 0.994)) + 1))
  const side = (from: number, step: 1 | -1): ReadonlyMap<number, number> => {
    const offers = new Map<number, number>()
    for (let level = 0; level < depth; level++) {
      const rung = from + step * level
      if (rung < 0 || rung > TOP) break
      const own = `${name}|${step}|${rung}`
      const phase = chanceOf(own)
      const size = chanceOf(`${own}|${Math.floor(at / lifeMs + phase)}`)
      if (level > 0 && size < 0.08) continue
      offers.set(priceAt(rung), Math.max(200, Math.round(100 * money * Math.sqrt(chance) * (0.3 + 1.4 * size) * (1 + 0.6 * level))))
    }
    return offers
  }
  return { back: side(best, -1), lay: side(gap, 1), bestBack: priceAt(best), bestLay: priceAt(gap) }
}
