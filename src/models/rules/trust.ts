import { fitChoice } from '../choice/fit-choice'
import { racesWithScores } from '../choice/fit-power'
import type { RaceTable } from '../data/race-table'

/** How scores and rules are put together: power x score + trust x what rules add. */
export interface Standing { readonly power: number; /** 0 to 1. */ readonly trust: number }
/** What is believed before any race is looked at, and what is not up for change. */
export interface Belief extends Standing { readonly powerHeld: boolean }
/** Of a model that rules were not learnt over: it may know them already, and nothing is said twice without evidence. */
export const STRANGER: Belief = { power: 1, trust: 0, powerHeld: true }
/** Of the model that they were learnt over, with the power found there: it was fitted on fewer races then than now, and weights flatter themselves on the races that chose them. */
export const familiar = (power: number): Belief => ({ power, trust: 1, powerHeld: false })

/** Deviation of the prior about what is believed. */
const PRIOR = 0.25
const PARTS = 5
type Races = Pick<RaceTable, 'raceStart' | 'targets'>

/**
 * The power p and trust t of race-softmax(p x score + t x sum) that fit the races best, less half of the squares of what they are off what is believed over 0.25; trust is 0 to 1. `sums`: what
 * rules add by row at a trust of 1. What is believed where no race can tell.
 */
export function fitStanding(scores: Float64Array, sums: Float64Array, table: Races, { power, trust, powerHeld }: Belief): Standing {
  const rows = racesWithScores([scores, sums], table)
  const { weights } = fitChoice(rows, { ridge: 1 / PRIOR ** 2, toward: [power, trust], nonNegative: true, start: [power, trust], held: [powerHeld, false] })
  const [own = power, much = trust] = weights
  if (much <= 1) return { power: own, trust: much }
  const { weights: [alone = power] } = fitChoice(rows, { ridge: 1 / PRIOR ** 2, toward: [power, 1], nonNegative: true, start: [power, 1], held: [powerHeld, true] })
  return { power: alone, trust: 1 }
}
/** The same by row, each of five parts in order of time by what the other four tell. */
export function crossFittedStandings(scores: Float64Array, sums: Float64Array, table: Races, belief: Belief): { readonly powers: Float64Array; readonly trusts: Float64Array } {
  const { raceStart } = table
  const races = raceStart.length - 1
  const [powers, trusts] = [new Float64Array(scores.length), new Float64Array(scores.length)]
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [raceStart[Math.round((races * part) / PARTS)] as number, raceStart[Math.round((races * (part + 1)) / PARTS)] as number]
    const { power, trust } = fitStanding(scores.map((score, row) => (row >= from && row < to ? NaN : score)), sums, table, belief)
    powers.fill(power, from, to)
    trusts.fill(trust, from, to)
  }
  return { powers, trusts }
}
