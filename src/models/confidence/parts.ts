import type { FeatureName } from '../../features/registry'
import { CONFIDENCE_PARTS, type ConfidencePart, type ConfidenceParts } from '../../integration/confidence'
import type { AnyRule } from '../../integration/define'
import { bindRules, hear } from '../../integration/effects'
import { RULES } from '../../integration/rules'
import { rowCount, type RaceBatch } from '../data/race-table'
import { MARKET_CHANCE } from '../inputs/market-offset'
import type { Model } from '../model'
import { raceSoftmax } from '../race-softmax'
import type { FittedConfidence } from './fitted'
import { kindOf, recordIn } from './track-record'

/** What a model says of a batch, as far as confidence goes by it. Chances, a row each; `rules`: what each of its rules says, nats, a list each; null without rules. */
export interface Said { readonly chances: Float64Array; readonly members: readonly Float64Array[]; readonly rules: readonly Float64Array[] | null }
/** @param rules those that there are @throws AppError CONFIG_INVALID for a model that weighs others */
export function saidBy(model: Pick<Model, 'members' | 'fittedRules'>, batch: RaceBatch, chances: Float64Array, rules: readonly AnyRule[] = RULES): Said {
  const all = model.members(batch)
  const heard = model.fittedRules === undefined ? null : hear(bindRules(model.fittedRules.rules, rules), batch)
  return {
    chances, members: all.length < 2 ? [] : all.map((scores) => raceSoftmax(scores, batch.raceStart)),
    rules: heard === null ? null : heard.bound.map(({ weight: { weight } }, i) => (heard.signals[i] as Float64Array).map((signal) => weight * signal)),
  }
}

type Columns = Readonly<Record<ConfidencePart, Float64Array>>
/** Parts of races, and of runners by row. Each 0 to 1, NaN where it cannot be told. */
export interface PartColumns { readonly races: Columns; readonly runners: Columns }
export const partsAt = (columns: Columns, at: number): ConfidenceParts => Object.fromEntries(CONFIDENCE_PARTS.map((part) => [part, columns[part][at] as number])) as Record<ConfidencePart, number>

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : NaN)
/** The same chance is 1; the further apart, the nearer to 0. */
const likeness = (p: number, q: number): number => (p + q > 0 ? 1 - Math.abs(p - q) / (p + q) : 1)

/**
 * Parts of the confidence in races and runners:
 * `completeness`, share of the features that training rows had which are known; `familiarity`, share of those known that lie where 99% of the training rows did;
 * `agreementOfModels`, of a runner 1 - |p - q| / (p + q) between the members of an ensemble and their mean, of a race 1 - the total variation distance of the two;
 * `agreementWithMarket`, the same between the model and the market; `agreementOfRules`, |sum| / sum of sizes of what rules say, of a race the mean of the
 * runners that they speak of; `trackRecord`, what races with such chances lost (`recordIn`), of a runner that of its race. Of a race the first two are means of its runners.
 */
export function confidenceParts(batch: RaceBatch, { chances, members, rules }: Said, { ranges, record }: Pick<FittedConfidence, 'ranges' | 'record'>): PartColumns {
  const { raceStart } = batch
  const blank = (length: number): Record<ConfidencePart, Float64Array> => Object.fromEntries(CONFIDENCE_PARTS.map((part) => [part, new Float64Array(length).fill(NaN)])) as Record<ConfidencePart, Float64Array>
  const [races, runners] = [blank(raceStart.length - 1), blank(rowCount(batch))]
  inputParts(batch, ranges, runners)
  if (rules !== null) runners.agreementOfRules.set(agreementsOf(rules, chances.length))
  const market = batch.columns.get(MARKET_CHANCE)
  for (let r = 0; r + 1 < raceStart.length; r++) {
    const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
    if (from === to) continue
    for (const part of ['completeness', 'familiarity', 'agreementOfRules'] as const) races[part][r] = meanOf(runners[part], from, to)
    if (members.length > 0) {
      const mean = meanChances(members, from, to)
      races.agreementOfModels[r] = agreements(members.map((one) => one.subarray(from, to)), mean, runners.agreementOfModels.subarray(from, to))
    }
    const prices = market === undefined ? null : sharesOf(market.subarray(from, to))
    if (prices !== null) races.agreementWithMarket[r] = agreements([chances.subarray(from, to)], prices, runners.agreementWithMarket.subarray(from, to))
    races.trackRecord[r] = recordIn(record, kindOf(chances.subarray(from, to)))
    runners.trackRecord.fill(races.trackRecord[r] as number, from, to)
  }
  return { races, runners }
}

function inputParts({ columns }: RaceBatch, ranges: FittedConfidence['ranges'], { completeness, familiarity }: Record<ConfidencePart, Float64Array>): void {
  const [known, usual] = [new Float64Array(completeness.length), new Float64Array(completeness.length)]
  for (const { name, low, high } of ranges) {
    const column = columns.get(name as FeatureName)
    if (column === undefined) continue
    for (let row = 0; row < known.length; row++) {
      const value = column[row] as number
      if (Number.isNaN(value)) continue
      known[row] = (known[row] as number) + 1
      if (value >= low && value <= high) usual[row] = (usual[row] as number) + 1
    }
  }
  known.forEach((count, row) => { completeness[row] = share(count, ranges.length); familiarity[row] = share(usual[row] as number, count) })
}
/** A runner that no rule speaks of has none. */
const agreementsOf = (rules: readonly Float64Array[], rows: number): Float64Array => Float64Array.from({ length: rows }, (_, row) => {
  let [sum, sizes] = [0, 0]
  for (const one of rules) { sum += one[row] as number; sizes += Math.abs(one[row] as number) }
  return share(Math.abs(sum), sizes)
})
function meanOf(column: Float64Array, from: number, to: number): number {
  let [sum, known] = [0, 0]
  for (let row = from; row < to; row++) if (!Number.isNaN(column[row])) { sum += column[row] as number; known++ }
  return share(sum, known)
}
const meanChances = (members: readonly Float64Array[], from: number, to: number): Float64Array =>
  Float64Array.from({ length: to - from }, (_, i) => members.reduce((sum, chances) => sum + (chances[from + i] as number), 0) / members.length)
/** Chances by the prices of a race; null unless everybody has one. */
function sharesOf(market: Float64Array): Float64Array | null {
  if (!market.every((chance) => chance > 0)) return null
  const all = market.reduce((sum, chance) => sum + chance, 0)
  return market.map((chance) => chance / all)
}
/** How near the opinions of one race are to `other`, on average over them; of each runner into `own`. */
function agreements(opinions: readonly Float64Array[], other: Float64Array, own: Float64Array): number {
  let apart = 0
  other.forEach((q, i) => {
    own[i] = opinions.reduce((sum, opinion) => sum + likeness(opinion[i] as number, q), 0) / opinions.length
    apart += opinions.reduce((sum, opinion) => sum + Math.abs((opinion[i] as number) - q), 0) / opinions.length / 2
  })
  return Math.max(0, 1 - apart)
}
