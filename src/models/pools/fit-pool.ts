import { AppError } from '../../domain/errors'
import type { ChoiceOptions } from '../choice/fit-choice'
import { fitPower, fitScoreWeights } from '../choice/fit-power'
import type { RaceTable } from '../data/race-table'

/** What a pool was found to be, in the order of the members. */
export interface PoolWeights {
  readonly weights: readonly number[]
  /** Best power of each member on its own. */
  readonly powers: readonly number[]
  /** Natural logarithm, summed over races. */
  readonly logLikelihood: number
  /** Races in which every member has scores. */
  readonly races: number
}

/**
 * Weights by maximum likelihood of race-softmax(sum of weight x ln chance of member). The races must be such as no member was fitted on, or
 * those win that know them by heart: validation races, or scores put together walking forward. The weights need not sum to 1: above it
 * the pool is surer than its members. With two members, a model of fundamentals and the market, it is Benter's second stage
 * (Computer Based Horse Race Handicapping and Wagering Systems, 1994).
 * @throws AppError BAD_USER_INPUT when there is no race that all members have scores for
 */
export function fitPoolWeights(memberScores: readonly Float64Array[], table: Pick<RaceTable, 'raceStart' | 'targets'>, options: ChoiceOptions = {}): PoolWeights {
  const { weights, logLikelihood, races } = fitScoreWeights(memberScores, table, options)
  if (races === 0) throw new AppError('BAD_USER_INPUT', `There is no race to weigh the ${memberScores.length} members of a pool on: in each one at least has nothing to say, as where a price is missing.`)
  return { weights, powers: memberScores.map((scores) => fitPower(scores, table)), logLikelihood, races }
}

const PARTS = 5
/**
 * Scores of the races by weights that others decided: of five parts in order of time each is weighed by the other four. By its own
 * weights a pool looks the better the more members it has. NaN throughout a race of which a member says nothing.
 */
export function crossFittedScores(memberScores: readonly Float64Array[], table: Pick<RaceTable, 'raceStart' | 'targets'>, options: ChoiceOptions = {}): Float64Array {
  const { raceStart } = table
  const races = raceStart.length - 1
  const pooled = new Float64Array(raceStart[races] ?? 0).fill(NaN)
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [raceStart[Math.round((races * part) / PARTS)] as number, raceStart[Math.round((races * (part + 1)) / PARTS)] as number]
    const others = memberScores.map((scores) => scores.map((score, row) => (row >= from && row < to ? NaN : score)))
    const { weights } = fitScoreWeights(others, table, options)
    for (let row = from; row < to; row++) pooled[row] = memberScores.reduce((sum, scores, at) => sum + (weights[at] as number) * (scores[row] as number), 0)
  }
  return pooled
}
