import type { RaceTable } from '../data/race-table'
import { raceLosses } from '../race-softmax'
import type { EvaluationReport } from './report'

/** Chances of rows and an interval about each. */
export interface Told { readonly chances: Float64Array; readonly interval: { readonly low: Float64Array; readonly high: Float64Array } | null }

/** Kullback-Leibler distance of a race: sum of true x ln(true / told), nats; 0 only where the two agree. */
function distance(truth: Float64Array, told: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let row = from; row < to; row++) { const chance = truth[row] as number; if (chance > 0) sum += chance * Math.log(chance / Math.max(1e-12, told[row] as number)) }
  return sum
}
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

/** How far model and market are from true chances, over the races in which those are known for every runner; null when none is. NaN in `truth` is unknown. */
export function againstTruth({ raceStart, targets: { win } }: RaceTable, truth: Float64Array, { chances, interval }: Told, market: Float64Array | null): EvaluationReport['truth'] {
  const losses = raceLosses(truth, win, raceStart)
  const races = [...losses.keys()].filter((r) => !Number.isNaN(losses[r]))
  if (races.length === 0) return null
  const over = (told: Float64Array): number => mean(races.map((r) => distance(truth, told, raceStart[r] as number, raceStart[r + 1] as number)))
  let [held, runners] = [0, 0]
  if (interval !== null) {
    for (const r of races) {
      for (let row = raceStart[r] as number; row < (raceStart[r + 1] as number); row++, runners++) if ((truth[row] as number) >= (interval.low[row] as number) && (truth[row] as number) <= (interval.high[row] as number)) held++
    }
  }
  const marketLosses = market === null ? null : raceLosses(market, win, raceStart)
  return {
    distance: over(chances), marketDistance: market === null ? null : over(market), logLoss: mean(races.map((r) => losses[r] as number)), marketLogLoss: marketLosses === null ? null : mean(races.map((r) => marketLosses[r] as number)),
    races: races.length, intervalCoverage: runners === 0 ? null : held / runners,
  }
}
