import { fitChoice, logLikelihood, type ChoiceRows } from '../choice/fit-choice'
import type { RaceTable } from '../data/race-table'
import type { Discounts } from './discounts'

/** What one place says: its power, and the log-likelihood (natural, summed over races) with it and with Harville's 1. */
export interface DiscountFit { readonly power: number; readonly logLikelihood: number; readonly harville: number; readonly races: number }
export interface FittedDiscounts { readonly discounts: Discounts; readonly second: DiscountFit; readonly third: DiscountFit }

/**
 * Powers of second and third by maximum likelihood, from chances of winning that were not fitted on these races. Second is run for by all but the
 * winner, third by all but the first two; two level for a place share it, and those behind it say nothing more. A race without
 * chances, and one in which all that are left are level, is left out; without any race the power is 1.
 */
export function fitDiscounts(table: Pick<RaceTable, 'raceStart' | 'targets'>, chances: Float64Array): FittedDiscounts {
  const [second, third] = [fitPlace(table, chances, 1), fitPlace(table, chances, 2)]
  return { discounts: { lambda: second.power, tau: third.power }, second, third }
}
const MOST = 5

function fitPlace(table: Pick<RaceTable, 'raceStart' | 'targets'>, chances: Float64Array, ahead: number): DiscountFit {
  const rows = afterPlaces(table, chances, ahead)
  const races = rows.raceStart.length - 1
  if (races === 0) return { power: 1, logLikelihood: 0, harville: 0, races }
  const { weights: [power = 0] } = fitChoice(rows, { nonNegative: true })
  const bounded = Math.min(MOST, power)
  return { power: bounded, logLikelihood: logLikelihood(rows, [bounded]), harville: logLikelihood(rows, [1]), races }
}

/** Races without the first `ahead`, where these are clear of the rest: the choice of who comes next. */
function afterPlaces({ raceStart, targets: { finishPosition } }: Pick<RaceTable, 'raceStart' | 'targets'>, chances: Float64Array, ahead: number): ChoiceRows {
  const starts = [0]
  const won: number[] = []
  const logs: number[] = []
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const rows = Array.from({ length: (raceStart[race + 1] as number) - (raceStart[race] as number) }, (_, i) => (raceStart[race] as number) + i)
    if (!rows.every((row) => (chances[row] as number) > 0 && !Number.isNaN(finishPosition[row]))) continue
    const at = (row: number): number => finishPosition[row] as number
    const gone = rows.filter((row) => at(row) <= ahead)
    // Level ones have the mean of the places that they fill: one more or one less where the places behind them are not clear.
    if (gone.length !== ahead) continue
    const left = rows.filter((row) => at(row) > ahead)
    const next = left.reduce((least, row) => Math.min(least, at(row)), Infinity)
    const share = left.filter((row) => at(row) === next).length
    if (share === left.length) continue
    for (const row of left) { won.push(at(row) === next ? 1 / share : 0); logs.push(Math.log(chances[row] as number)) }
    starts.push(won.length)
  }
  return { raceStart: Int32Array.from(starts), won: Float64Array.from(won), columns: [Float64Array.from(logs)] }
}
