import { raceSoftmax } from '../race-softmax'

export interface WinInterval { readonly low: Float64Array; readonly high: Float64Array }
/** Share of true chances that an interval is to hold. */
export const INTERVAL_LEVEL = 0.9
/** Half of the width, in deviations, that holds 90% of a normal distribution. */
const Z90 = 1.6448536269514722
/** Deviations that a runner's own spread is taken together with the mean spread of its race: few members agree by luck now and then. */
const SHARED = 4
const SMALLEST = 1e-12

/**
 * Interval about the chance of each runner, a row each: log odds of the chance plus and minus 1.645 x `factor` x the deviation of the log odds that
 * the members of an ensemble give it. Always from 0 to 1 with the chance within, and the whole of it for one runner alone; NaN where the scores are.
 * Null for fewer than two members, which have no spread.
 *
 * What it means: with the factor of `fitIntervalFactor`, 90% of the true chances of an invented world, in which they are known, lie
 * in it. Of real races nobody knows the true chances. There it says how far the members disagree about a runner, in that world's measure; what all of
 * them fail to see is in no spread, so it is not to be read as a promise.
 */
export function winInterval(memberScores: readonly Float64Array[], scores: Float64Array, raceStart: Int32Array, factor: number): WinInterval | null {
  const spread = spreadOf(memberScores, raceStart)
  if (spread === null) return null
  const chances = raceSoftmax(scores, raceStart)
  const at = (side: -1 | 1): Float64Array => chances.map((chance, row) => (chance === 1 ? 1 : chanceOf(logOdds(chance) + side * Z90 * factor * (spread[row] as number))))
  return { low: at(-1), high: at(1) }
}

/**
 * The least factor with which 90% of true chances lie in the intervals: a quantile of how far they are off in units of the spread. Runners without
 * an opponent or a score have no say. Null where there is nothing to measure, and where members agree so often that no factor reaches 90%.
 */
export function fitIntervalFactor(memberScores: readonly Float64Array[], scores: Float64Array, raceStart: Int32Array, trueChances: Float64Array): number | null {
  const spread = spreadOf(memberScores, raceStart)
  if (spread === null) return null
  const chances = raceSoftmax(scores, raceStart)
  const off = [...chances.keys()].map((row) => Math.abs(logOdds(trueChances[row] as number) - logOdds(chances[row] as number)) / (Z90 * (spread[row] as number)))
    .filter((ratio, row) => !Number.isNaN(ratio) && chances[row] !== 1).sort((a, b) => a - b)
  const factor = off[Math.ceil(INTERVAL_LEVEL * off.length) - 1] ?? NaN
  return Number.isFinite(factor) ? factor : null
}

/** Share of true chances in their intervals; NaN where there are none. */
export function intervalCoverage({ low, high }: WinInterval, trueChances: Float64Array): number {
  let [within, all] = [0, 0]
  trueChances.forEach((chance, row) => {
    if (Number.isNaN(low[row]) || Number.isNaN(chance)) return
    all++
    if (chance >= (low[row] as number) && chance <= (high[row] as number)) within++
  })
  return all === 0 ? NaN : within / all
}

const logOdds = (chance: number): number => { const p = Math.min(1 - SMALLEST, Math.max(SMALLEST, chance)); return Math.log(p) - Math.log1p(-p) }
const chanceOf = (odds: number): number => 1 / (1 + Math.exp(-odds))

/** Deviation of the members' log odds, a row each; NaN where a member has none. */
function spreadOf(memberScores: readonly Float64Array[], raceStart: Int32Array): Float64Array | null {
  const count = memberScores.length
  if (count < 2) return null
  const odds = memberScores.map((scores) => raceSoftmax(scores, raceStart).map(logOdds))
  const variance = (odds[0] as Float64Array).map((_, row) => {
    let [sum, squares] = [0, 0]
    for (const one of odds) sum += one[row] as number
    for (const one of odds) squares += ((one[row] as number) - sum / count) ** 2
    return squares / (count - 1)
  })
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const own = variance.subarray(raceStart[race] as number, raceStart[race + 1] as number)
    const mean = own.reduce((sum, one) => sum + one, 0) / own.length
    own.forEach((one, i) => { own[i] = ((count - 1) * one + SHARED * mean) / (count - 1 + SHARED) })
  }
  return variance.map(Math.sqrt)
}
