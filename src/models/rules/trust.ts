import { fitChoice } from '../choice/fit-choice'
import { racesWithScores } from '../choice/fit-power'
import type { RaceTable } from '../data/race-table'

/** Deviation of the prior about 0 that trust is drawn by: without evidence, what the model knows already is not said twice. */
const PRIOR = 0.25
const PARTS = 5
type Races = Pick<RaceTable, 'raceStart' | 'targets'>

/**
 * Share of rules that holds on top of scores, 0 to 1: the t of race-softmax(score + t x sum) that fits the races best, less half of (t / 0.25)^2. `sums`: what rules add by row at a trust of 1.
 * 0 where no race can tell.
 */
export function fitTrust(scores: Float64Array, sums: Float64Array, table: Races): number {
  const rows = racesWithScores([scores, sums], table)
  const { weights: [, trust = 0] } = fitChoice(rows, { ridge: [0, 1 / PRIOR ** 2], nonNegative: true, start: [1, 0], held: [true, false] })
  return Math.min(1, trust)
}
/** Trust by row, each of five parts in order of time by what the other four tell. */
export function crossFittedTrust(scores: Float64Array, sums: Float64Array, table: Races): Float64Array {
  const { raceStart } = table
  const races = raceStart.length - 1
  const trusts = new Float64Array(scores.length)
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [raceStart[Math.round((races * part) / PARTS)] as number, raceStart[Math.round((races * (part + 1)) / PARTS)] as number]
    trusts.fill(fitTrust(scores.map((score, row) => (row >= from && row < to ? NaN : score)), sums, table), from, to)
  }
  return trusts
}
