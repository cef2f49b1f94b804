import { raceCount, type RaceTable } from '../data/race-table'
import { fitChoice, type ChoiceOptions, type ChoiceRows } from './fit-choice'

/** Weights of scores, what they reach, and on how many races. */
export interface ScoreFit { readonly weights: readonly number[]; readonly logLikelihood: number; readonly races: number }

/** Weights of the lists of scores by maximum likelihood, on the races that none of them has a NaN in. */
export function fitScoreWeights(scores: readonly Float64Array[], table: Pick<RaceTable, 'raceStart' | 'targets'>, options: ChoiceOptions = {}): ScoreFit {
  const rows = racesWithScores(scores, table)
  const { weights, logLikelihood } = fitChoice(rows, options)
  return { weights, logLikelihood, races: raceCount(rows) }
}
/** The power of chances that fits best, not below 0: scores times this. 0 where they say nothing; 1 where there is no race to tell. */
export function fitPower(scores: Float64Array, table: Pick<RaceTable, 'raceStart' | 'targets'>): number {
  const { weights: [power = 0], races } = fitScoreWeights([scores], table, { nonNegative: true })
  return races === 0 ? 1 : power
}

/** Races in which every score is a number and somebody won, whole. */
export function racesWithScores(scores: readonly Float64Array[], { raceStart, targets: { win } }: Pick<RaceTable, 'raceStart' | 'targets'>): ChoiceRows {
  const rows: number[] = []
  const starts = [0]
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
    if (!isWhole(scores, win, from, to)) continue
    for (let row = from; row < to; row++) rows.push(row)
    starts.push(rows.length)
  }
  const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] as number)
  return { raceStart: Int32Array.from(starts), won: take(win), columns: scores.map(take) }
}
function isWhole(scores: readonly Float64Array[], win: Float64Array, from: number, to: number): boolean {
  let won = 0
  for (let row = from; row < to; row++) {
    won += win[row] as number
    for (const list of scores) if (!Number.isFinite(list[row] as number)) return false
  }
  return won > 0
}
