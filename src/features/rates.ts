import type { Input } from './define'
import type { StarterSlot } from './history/lookups'
import type { StarterCounter } from './history/tally-columns'
import { tallyPlace, type RunnerView } from './views'

interface Computed { readonly inputs: readonly Input[]; readonly compute: (runner: RunnerView) => number }
const BASE = 'everyone.career'

const ratio = (a: number, b: number): number => (b > 0 ? a / b : NaN)

/**
 * Rate of `of` in `per`, drawn toward the rate of all runners of the world by `prior` imaginary starts:
 * (of + prior x base) / (per + prior). NaN without the person, horse or place; the base rate without a start.
 */
export const shrunkRate = (slot: StarterSlot, of: StarterCounter, per: StarterCounter, prior: number): Computed => {
  const [a, b, baseA, baseB] = [tallyPlace(slot, of), tallyPlace(slot, per), tallyPlace(BASE, of), tallyPlace(BASE, per)]
  return { inputs: [slot, BASE], compute: (r) => { const base = ratio(r.tally(baseA), r.tally(baseB)); return (r.tally(a) + prior * base) / (r.tally(b) + prior) } }
}
/** Share of starts won, drawn toward the base rate by `prior` starts. */
export const winRate = (slot: StarterSlot, prior: number): Computed => shrunkRate(slot, 'wins', 'starts', prior)
/** Share of starts in the first three, drawn toward the base rate. */
export const placeRate = (slot: StarterSlot, prior: number): Computed => shrunkRate(slot, 'places', 'starts', prior)
/** Mean share of rivals beaten, drawn toward the base rate. */
export const beatenRate = (slot: StarterSlot, prior: number): Computed => shrunkRate(slot, 'beaten', 'starts', prior)
/** Wins over the wins that starting prices promised, drawn toward 1 by `prior` expected wins. */
export const actualVsExpected = (slot: StarterSlot, prior: number): Computed => {
  const [wins, expected] = [tallyPlace(slot, 'pricedWins'), tallyPlace(slot, 'expected')]
  return { inputs: [slot], compute: (r) => (r.tally(wins) + prior) / (r.tally(expected) + prior) }
}
/** Wins over those of pure chance (the sum of 1 / starters), drawn toward 1 by `prior` chance wins. */
export const impact = (slot: StarterSlot, prior: number): Computed => {
  const [wins, fair] = [tallyPlace(slot, 'wins'), tallyPlace(slot, 'fair')]
  return { inputs: [slot], compute: (r) => (r.tally(wins) + prior) / (r.tally(fair) + prior) }
}
/** The count itself; NaN without a key. */
export const counted = (slot: StarterSlot, counter: StarterCounter): Computed => {
  const place = tallyPlace(slot, counter)
  return { inputs: [slot], compute: (r) => r.tally(place) }
}
