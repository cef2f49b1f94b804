import { AppError } from '../../domain/errors'
import { DataSource } from '../../domain/vocabulary'
import type { RaceTable } from '../data/race-table'
import { raceLosses } from '../race-softmax'
import { RESAMPLING, type Resampling } from './bootstrap'
import { calibrationOf } from './calibration-table'
import { cutsOf, priceBandsOf } from './cuts'
import { chooseRaces, marketChances, type NamedChances } from './judged'
import { pairedOf } from './paired'
import type { EvaluationReport } from './report'
import { pickScoresOf, scoresOf, uniformLossOf } from './scores'
import { stakingOf } from './staking'
import { againstTruth } from './truth'

/** All that is judged: chances by the rows of the table, NaN throughout a race that cannot be told. */
export interface Evaluated {
  readonly table: RaceTable
  readonly model: NamedChances
  readonly against: readonly NamedChances[]
  /** True chances by row, where races are invented; NaN unknown. */
  readonly truth: Float64Array | null
  /** About the chances of the model, by row. */
  readonly interval: { readonly low: Float64Array; readonly high: Float64Array } | null
}
export interface EvaluateOptions {
  readonly asOf: string
  readonly marketAt: 'closing' | 'as-of'
  readonly minBook: number
  readonly inSample: boolean
  readonly validated: boolean
  /** Names of venues by id. */
  readonly venues: ReadonlyMap<number, string>
  readonly resampling: Resampling
  readonly bins: number
}
export const EVALUATE: EvaluateOptions = { asOf: 'off', marketAt: 'closing', minBook: 1, inSample: false, validated: false, venues: new Map(), resampling: RESAMPLING, bins: 10 }
/** Draws for an interval of a part of the races. */
const CUT_DRAWS = 500

export interface Judgement {
  readonly report: EvaluationReport
  /** The races that were judged, and the chances of the model by their rows. */
  readonly table: RaceTable
  readonly chances: Float64Array
}

/** Everything that chances and results tell; importance and ablation, which need the model, are null. @throws AppError NOT_FOUND when no race can be judged */
export function evaluateChances({ table: all, model, against, truth, interval }: Evaluated, { asOf, marketAt, minBook, inSample, validated, venues, resampling, bins }: EvaluateOptions): Judgement {
  const rows = Float64Array.from({ length: all.startingPrice.length }, (_, row) => row)
  const { table, chances: [chances = new Float64Array(0), ...rest], leftOut, priced } = chooseRaces(all, [model, ...against, { name: 'rows', chances: rows }], minBook)
  if (table.races.length === 0) throw new AppError('NOT_FOUND', `No race can be judged${Object.entries(leftOut).map(([reason, races], i) => `${i === 0 ? ':' : ','} ${races} with ${reason}`).join('')}. Ask for other dates, or a lower --min-book.`)
  const kept = rest.pop() as Float64Array
  const at = (values: Float64Array): Float64Array => Float64Array.from(kept, (row) => values[row] as number)
  const { raceStart, targets: { win } } = table
  const outcomes = { raceStart, won: win }
  const market = priced ? marketChances(table) : null
  const own = raceLosses(chances, win, raceStart)
  const paired = [...(market === null ? [] : [{ name: 'market', chances: market }]), ...against.map(({ name }, i) => ({ name, chances: rest[i] as Float64Array }))]
    .map((other) => pairedOf(other.name, own, raceLosses(other.chances, win, raceStart), resampling))
  const dates = table.races.map(({ date }) => date)
  const told = { chances, interval: interval === null ? null : { low: at(interval.low), high: at(interval.high) } }
  const sources = [...new Set(table.races.map(({ source }) => source))].sort()
  const report: EvaluationReport = {
    kind: 'evaluation', model: model.name, synthetic: sources.includes(DataSource.SYNTHETIC), from: dates.reduce((a, b) => (a < b ? a : b)), to: dates.reduce((a, b) => (a > b ? a : b)), sources,
    asOf, marketAt, trainedSeeing: null, minBook: priced ? minBook : null, leftOut, inSample, validated,
    scores: scoresOf(chances, outcomes), picks: pickScoresOf(chances, outcomes), market: market === null ? null : scoresOf(market, outcomes), uniformLogLoss: uniformLossOf(outcomes), paired,
    calibration: calibrationOf(chances, outcomes, bins, resampling.seed), cuts: cutsOf(table, chances, market, venues, { ...resampling, draws: Math.min(CUT_DRAWS, resampling.draws) }),
    prices: market === null ? null : priceBandsOf(table, chances, market), staking: market === null ? [] : stakingOf({ chances, ...outcomes, price: table.startingPrice, days: dates }, resampling),
    importance: null, ablation: null, truth: truth === null ? null : againstTruth(table, at(truth), told, market),
  }
  return { report, table, chances }
}
