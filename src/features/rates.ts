import type { StarterSlot } from './history/lookups'
import type { StarterCounter } from './history/tally-columns'
import type { Computed } from './own-rate'
import { tallyPlace } from './tally-places'
import type { RunnerView } from './views'

const BASE = 'everyone.career'

const ratio = (a: number, b: number): number => (b > 0 ? a / b : NaN)
/** (of + prior x base) / (per + prior) of one slot, to be drawn from by narrower ones. */
const drawn = (slot: StarterSlot, of: StarterCounter, per: StarterCounter, prior: number): ((r: RunnerView, base: number) => number) => {
  const [a, b] = [tallyPlace(slot, of), tallyPlace(slot, per)]
  return (r, base) => (r.tally(a) + prior * base) / (r.tally(b) + prior)
}
const baseRate = (of: StarterCounter, per: StarterCounter): ((r: RunnerView) => number) => {
  const [a, b] = [tallyPlace(BASE, of), tallyPlace(BASE, per)]
  return (r) => ratio(r.tally(a), r.tally(b))
}

/**
 * Rate of `of` in `per`, drawn toward the rate of all runners of the world by `prior` imaginary starts:
 * (of + prior x base) / (per + prior). NaN without the person, horse or place; the base rate without a start.
 */
export const shrunkRate = (slot: StarterSlot, of: StarterCounter, per: StarterCounter, prior: number): Computed => {
  const [rate, base] = [drawn(slot, of, per, prior), baseRate(of, per)]
  return { inputs: [slot, BASE], compute: (r) => rate(r, base(r)) }
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

/** A rate in a part of someone's starts: `slot` is the part, `whole` all of them. `prior` and `priorWhole` in units of `per`. */
export interface Part { readonly slot: StarterSlot; readonly whole: StarterSlot; readonly of: StarterCounter; readonly per: StarterCounter; readonly prior: number; readonly priorWhole: number }

/**
 * Rate in a part, drawn toward the rate of the whole, which is itself drawn toward that of all runners: of few starts at
 * a venue one believes the person rather than the crowd (nested empirical Bayes). NaN where either has no key.
 */
export const nestedRate = ({ slot, whole, of, per, prior, priorWhole }: Part): Computed => {
  const [part, all, base] = [drawn(slot, of, per, prior), drawn(whole, of, per, priorWhole), baseRate(of, per)]
  return { inputs: [slot, whole, BASE], compute: (r) => part(r, all(r, base(r))) }
}
/** `nestedRate` less the drawn rate of the whole: 0 without a start in the part. */
export const nestedEdge = ({ slot, whole, of, per, prior, priorWhole }: Part): Computed => {
  const [part, all, base] = [drawn(slot, of, per, prior), drawn(whole, of, per, priorWhole), baseRate(of, per)]
  return { inputs: [slot, whole, BASE], compute: (r) => { const own = all(r, base(r)); return part(r, own) - own } }
}
/** `nestedRate` of two people together, drawn toward the mean of their own rates; `less` gives what it is above that mean. */
export const jointRate = (slot: StarterSlot, wholes: readonly [StarterSlot, StarterSlot], of: StarterCounter, per: StarterCounter, prior: number, priorWhole: number, less: boolean): Computed => {
  const [part, one, other, base] = [drawn(slot, of, per, prior), drawn(wholes[0], of, per, priorWhole), drawn(wholes[1], of, per, priorWhole), baseRate(of, per)]
  return { inputs: [slot, ...wholes, BASE], compute: (r) => { const crowd = base(r); const mean = (one(r, crowd) + other(r, crowd)) / 2; return part(r, mean) - (less ? mean : 0) } }
}

/** Someone whose tallies are kept in all four windows. */
export type Person = 'jockey' | 'trainer'
/** A count that fades: 1 in the last 30 days, 0.75 to 90, 0.5 to 365, 0.2 before. The windows overlap, so the steps add up. */
const FADE = [['30', 0.25], ['90', 0.25], ['365', 0.3], ['career', 0.2]] as const
const slotsOf = (who: Person): readonly StarterSlot[] => FADE.map(([window]): StarterSlot => `${who}.${window}`)
const fading = (who: Person, counter: StarterCounter): ((r: RunnerView) => number) => {
  const places = FADE.map(([window, weight]) => ({ weight, place: tallyPlace(`${who}.${window}`, counter) }))
  return (r) => { let sum = 0; for (const { weight, place } of places) sum += weight * r.tally(place); return sum }
}
/** Rate over fading counts, drawn toward that of all runners by `prior` of the newest starts. */
export const fadingRate = (who: Person, of: StarterCounter, per: StarterCounter, prior: number): Computed => {
  const [a, b, base] = [fading(who, of), fading(who, per), baseRate(of, per)]
  return { inputs: [...slotsOf(who), BASE], compute: (r) => (a(r) + prior * base(r)) / (b(r) + prior) }
}
/** Wins a start beyond those that starting prices promised, over fading counts, drawn toward 0. Starts without a price do not count. */
export const fadingResidual = (who: Person, prior: number): Computed => {
  const [wins, expected, starts] = [fading(who, 'pricedWins'), fading(who, 'expected'), fading(who, 'priced')]
  return { inputs: slotsOf(who), compute: (r) => (wins(r) - expected(r)) / (starts(r) + prior) }
}
/** Places over those of pure chance (the sum of min(1, 3 / starters)), drawn toward 1: a share of places that knows how large the fields were. */
export const placeImpact = (slot: StarterSlot, prior: number): Computed => {
  const [places, fair] = [tallyPlace(slot, 'places'), tallyPlace(slot, 'fairPlaces')]
  return { inputs: [slot], compute: (r) => (r.tally(places) + prior) / (r.tally(fair) + prior) }
}
/** ln(1 + count): the tenth start tells more than the hundredth. */
export const countedLog = (slot: StarterSlot, counter: StarterCounter): Computed => {
  const place = tallyPlace(slot, counter)
  return { inputs: [slot], compute: (r) => Math.log1p(r.tally(place)) }
}
/** Wins of a window above what the drawn rate of the whole would give, in standard deviations of that, damped by five starts: 0 without a start. */
export const heat = (slot: StarterSlot, whole: StarterSlot, priorWhole: number): Computed => {
  const [wins, starts, all, base] = [tallyPlace(slot, 'wins'), tallyPlace(slot, 'starts'), drawn(whole, 'wins', 'starts', priorWhole), baseRate('wins', 'starts')]
  return { inputs: [slot, whole, BASE], compute: (r) => { const p = all(r, base(r)); return (r.tally(wins) - r.tally(starts) * p) / Math.sqrt((r.tally(starts) + 5) * p * (1 - p)) } }
}
