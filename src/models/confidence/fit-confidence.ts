import { CONFIDENCE_PARTS, promiseOf, type ConfidencePart, type ConfidenceScale } from '../../integration/confidence'
import type { FeatureName } from '../../features/registry'
import { columnOf, raceCount, takeRaces, type RaceBatch, type RaceTable } from '../data/race-table'
import { quantile } from '../evaluation/bootstrap'
import { raceLosses } from '../race-softmax'
import { confidenceOf } from './confidence-of'
import { confidenceParts, partsAt, type PartColumns, type Said } from './parts'
import type { FittedConfidence } from './fitted'
import { kindOf, recordIn, trackRecordOf, type KindLoss } from './track-record'

/** With fewer races nothing can be said of what a confidence is worth. */
export const LEAST_RACES = 50
/** Parts of the races, one after the other in time: the record of each is that of the others. */
const BLOCKS = 5
/** Added to a correlation of 1 of a part with itself. */
const RIDGE = 0.05
const QUANTILES = 100
const TAIL = 0.005

export interface ConfidenceTask {
  readonly features: readonly FeatureName[]
  /** Of which the ranges of inputs are told. */
  readonly train: Pick<RaceBatch, 'columns'>
  /** Races that what is said of them was not fitted on. */
  readonly validate: RaceTable
  readonly said: Said
}
/** Null with fewer than 50 races that have chances. */
export function fitConfidence({ features, train, validate, said }: ConfidenceTask): FittedConfidence | null {
  const losses = raceLosses(said.chances, validate.targets.win, validate.raceStart)
  const told = [...losses.keys()].filter((r) => !Number.isNaN(losses[r]))
  if (told.length < LEAST_RACES) return null
  const ranges = features.flatMap((name) => { const range = rangeOf(columnOf(train, name)); return range === null ? [] : [{ name, ...range }] })
  return scaled(told, told.map((r) => ({ ...kindOf(said.chances.subarray(validate.raceStart[r], validate.raceStart[r + 1])), loss: losses[r] as number })), validate, confidenceParts(validate, said, { ranges, record: { fieldEdges: [], chanceEdges: [], excess: [0] } }), ranges)
}

/** Confidence in each of the races by a fit on those of the other four blocks; NaN where there were too few, or no chances. */
export function crossFittedConfidence(task: ConfidenceTask): Float64Array {
  const { validate, said } = task
  const count = raceCount(validate)
  const values = new Float64Array(count).fill(NaN)
  const blockOf = (r: number): number => Math.floor((r * BLOCKS) / count)
  const part = (take: (r: number) => boolean): { readonly places: readonly number[]; readonly table: RaceTable; readonly said: Said } => {
    const places = [...values.keys()].filter(take)
    const rowsOf = (all: Float64Array): Float64Array => Float64Array.from(places.flatMap((r) => [...all.subarray(validate.raceStart[r], validate.raceStart[r + 1])]))
    return { places, table: takeRaces(validate, places), said: { chances: rowsOf(said.chances), members: said.members.map(rowsOf), rules: said.rules === null ? null : said.rules.map(rowsOf) } }
  }
  for (let block = 0; block < BLOCKS; block++) {
    const [others, own] = [part((r) => blockOf(r) !== block), part((r) => blockOf(r) === block)]
    const fitted = fitConfidence({ ...task, validate: others.table, said: others.said })
    if (fitted !== null) confidenceOf(own.table, own.said, fitted).races.forEach(({ value }, i) => { values[own.places[i] as number] = value })
  }
  return values
}

/** Columns are shared by models that are trained on one table: one is sorted once. */
const known = new WeakMap<Float64Array, { readonly low: number; readonly high: number } | null>()
function rangeOf(column: Float64Array): { readonly low: number; readonly high: number } | null {
  const before = known.get(column)
  if (before !== undefined) return before
  const sorted = column.filter(Number.isFinite).sort()
  const range = sorted.length === 0 ? null : { low: quantile(sorted, TAIL), high: quantile(sorted, 1 - TAIL) }
  known.set(column, range)
  return range
}

function scaled(told: readonly number[], kinds: readonly KindLoss[], { races }: RaceTable, { races: parts }: PartColumns, ranges: FittedConfidence['ranges']): FittedConfidence {
  const blockOf = (i: number): number => Math.floor((i * BLOCKS) / told.length)
  const records = Array.from({ length: BLOCKS }, (_, block) => trackRecordOf(kinds.filter((__, i) => blockOf(i) !== block)))
  const record = trackRecordOf(kinds)
  const columnsWith = (recorded: (i: number) => number): Readonly<Record<ConfidencePart, Float64Array>> => ({
    ...Object.fromEntries(CONFIDENCE_PARTS.map((part) => [part, Float64Array.from(told, (r) => parts[part][r] as number)])) as Record<ConfidencePart, Float64Array>,
    trackRecord: Float64Array.from(told, (_, i) => recorded(i)),
  })
  // Weighed by a record that does not hold the race itself, or the record would be believed too much; ranked by the one that is kept.
  const fair = columnsWith((i) => recordIn(records[blockOf(i)] as typeof record, kinds[i] as KindLoss))
  const kept = columnsWith((i) => recordIn(record, kinds[i] as KindLoss))
  const scaleOf = (used: readonly ConfidencePart[]): ConfidenceScale => {
    const weights = weightsOf(used, fair, kinds.map(({ loss }) => loss))
    const promises = Float64Array.from(told, (_, i) => promiseOf({ parts: weights, quantiles: [] }, partsAt(kept, i))).sort()
    return { parts: weights, quantiles: Array.from({ length: QUANTILES + 1 }, (_, q) => quantile(promises, q / QUANTILES)) }
  }
  const days = told.map((r) => races[r]?.date ?? '').sort()
  return {
    ranges, record, withMarket: fair.agreementWithMarket.some((value) => !Number.isNaN(value)) ? scaleOf(CONFIDENCE_PARTS) : null, withoutMarket: scaleOf(CONFIDENCE_PARTS.filter((part) => part !== 'agreementWithMarket')),
    fittedOn: { from: days[0] ?? '', to: days.at(-1) ?? '', races: told.length },
  }
}

/** Least squares of what races lost less than the mean on their parts, in deviations, with a small ridge and no weight below 0. Unknown parts stand at their mean. */
function weightsOf(used: readonly ConfidencePart[], columns: Readonly<Record<ConfidencePart, Float64Array>>, losses: readonly number[]): ConfidenceScale['parts'] {
  const count = losses.length
  const meanLoss = losses.reduce((sum, loss) => sum + loss, 0) / count
  const told = used.flatMap((part) => {
    const all = columns[part].filter((value) => !Number.isNaN(value))
    if (all.length === 0) return []
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length
    const sd = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count)
    return [{ part, mean, sd, z: columns[part].map((value) => (Number.isNaN(value) || sd < FLAT ? 0 : (value - mean) / sd)) }]
  })
  const product = (a: Float64Array, b: ArrayLike<number>): number => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / count
  const saved = losses.map((loss) => meanLoss - loss)
  const weights = told.map(() => 0)
  const gains = told.map(({ z }) => product(z, saved))
  const gram = told.map(({ z }) => told.map((other) => product(z, other.z)))
  for (let round = 0; round < ROUNDS; round++) {
    told.forEach((_, i) => {
      const others = (gram[i] as number[]).reduce((sum, g, j) => (j === i ? sum : sum + g * (weights[j] as number)), 0)
      weights[i] = Math.max(0, (gains[i] as number) - others) / ((gram[i]?.[i] as number) + RIDGE)
    })
  }
  return Object.fromEntries(told.map(({ part, mean, sd }, i) => [part, { weight: sd < FLAT ? 0 : (weights[i] as number) / sd, mean }]))
}
const ROUNDS = 1_000
/** Parts that differ by no more are the same in all races. */
const FLAT = 1e-9
