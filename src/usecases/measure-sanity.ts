import { categoryOf, FEATURE_SET, type FeatureCategory, type FeatureName } from '../features/registry'
import { fitChoice, logLikelihood, pseudoR2, uniformLogLikelihood, type ChoiceRows } from '../models/choice/fit-choice'
import type { RaceTable } from '../models/data/race-table'
import { extentOf } from './measure-coverage'
import { EXPECTATIONS, type Expectation } from './sanity-expectations'

/** What one feature alone tells of winners: fitted on the races up to `trainTo`, judged on the later ones. */
export interface Judged {
  readonly name: FeatureName
  /** Weight of one standard deviation of the training rows: log of the factor on the odds. 0 where all of a race have the same. */
  readonly weight: number
  /** Weight of having no value; null where runners of one race never differ in that. */
  readonly missingWeight: number | null
  /** 1 - LL / LL of equal chances, on the later races. */
  readonly pseudoR2: number
  /** Later races in which it differs between runners. */
  readonly races: number
}
export interface Verdict extends Expectation { readonly weight: number | null; readonly pseudoR2: number | null; readonly verdict: 'as expected' | 'the other way' | 'too weak to tell' | 'no such feature' }
export interface SanityReport {
  readonly kind: 'sanity'
  readonly sources: readonly string[]
  readonly from: string | null
  readonly to: string | null
  /** Last date of the training races. */
  readonly trainTo: string
  readonly trainingRaces: number
  readonly testRaces: number
  readonly featureSet: string
  /** The public: chances by starting prices as they stand, on the test races in which all had a price. */
  readonly market: { readonly pseudoR2: number; readonly races: number } | null
  /** By pseudo-R2, the best first. */
  readonly features: readonly Judged[]
  readonly best: readonly { readonly category: FeatureCategory; readonly name: FeatureName; readonly pseudoR2: number }[]
  readonly expectations: readonly Verdict[]
  /** Features of other categories than the market that come nearer to it than half of its pseudo-R2: each is a leak until proved otherwise. */
  readonly nearTheMarket: readonly FeatureName[]
}

/** Races `from .. to` with one winner or a dead heat and somebody to beat. */
class Part {
  readonly races: readonly number[]
  constructor(readonly table: RaceTable, keep: (race: number) => boolean) {
    this.races = table.races.map((_, r) => r).filter((r) => keep(r) && (table.raceStart[r + 1] as number) - (table.raceStart[r] as number) > 1 && this.wonBy(r) > 0)
  }
  private wonBy(r: number): number {
    let sum = 0
    for (let i = this.table.raceStart[r] as number; i < (this.table.raceStart[r + 1] as number); i++) sum += this.table.targets.win[i] as number
    return sum
  }
  /** Rows of the races, one after the other, with the columns made of each row. */
  rows(columns: readonly ((row: number) => number)[], races = this.races): ChoiceRows {
    const { table } = this
    const starts = new Int32Array(races.length + 1)
    races.forEach((r, at) => { starts[at + 1] = (starts[at] as number) + (table.raceStart[r + 1] as number) - (table.raceStart[r] as number) })
    const out = [(row: number) => table.targets.win[row] as number, ...columns].map((valueOf) => {
      const values = new Float64Array(starts[races.length] as number)
      let at = 0
      for (const r of races) for (let row = table.raceStart[r] as number; row < (table.raceStart[r + 1] as number); row++) values[at++] = valueOf(row)
      return values
    })
    return { raceStart: starts, won: out[0] as Float64Array, columns: out.slice(1) }
  }
  /** Whether `test` is true of a row of the race and of another not. */
  racesWhereDiffers(valueOf: (row: number) => number): number {
    let count = 0
    for (const r of this.races) {
      const [from, to] = [this.table.raceStart[r] as number, this.table.raceStart[r + 1] as number]
      const first = valueOf(from)
      for (let row = from + 1; row < to; row++) if (valueOf(row) !== first) { count++; break }
    }
    return count
  }
}

/** Mean and standard deviation of the known values of the training rows. */
function scaleOf(values: Float64Array, part: Part): { readonly mean: number; readonly deviation: number } {
  let [n, mean, squares] = [0, 0, 0]
  for (const r of part.races) {
    for (let row = part.table.raceStart[r] as number; row < (part.table.raceStart[r + 1] as number); row++) {
      const value = values[row] as number
      if (Number.isNaN(value)) continue
      const off = value - mean
      mean += off / ++n
      squares += off * (value - mean)
    }
  }
  return { mean, deviation: n > 1 ? Math.sqrt(squares / n) : 0 }
}

function judge(name: FeatureName, values: Float64Array, training: Part, test: Part): Judged {
  const { mean, deviation } = scaleOf(values, training)
  const scaled = (row: number): number => { const value = values[row] as number; return Number.isNaN(value) || !(deviation > 0) ? 0 : (value - mean) / deviation }
  const missing = (row: number): number => Number(Number.isNaN(values[row] as number))
  const columns = training.racesWhereDiffers(missing) > 0 ? [scaled, missing] : [scaled]
  const { weights } = fitChoice(training.rows(columns))
  const rows = test.rows(columns)
  return {
    name, weight: weights[0] ?? 0, missingWeight: weights[1] ?? null, pseudoR2: pseudoR2(logLikelihood(rows, weights), uniformLogLikelihood(rows)),
    races: test.racesWhereDiffers((row) => (missing(row) === 1 ? Infinity : scaled(row))),
  }
}

function judgeMarket({ startingPrice, raceStart }: RaceTable, test: Part): SanityReport['market'] {
  const priced = test.races.filter((r) => startingPrice.subarray(raceStart[r], raceStart[r + 1]).every((price) => price >= 1))
  if (priced.length === 0) return null
  const rows = test.rows([(row) => -Math.log(startingPrice[row] as number)], priced)
  return { pseudoR2: pseudoR2(logLikelihood(rows, [1]), uniformLogLikelihood(rows)), races: priced.length }
}

/** A pseudo-R2 below this is noise in a few thousand races. */
const NOISE = 0.0005
const verdictOf = (expected: Expectation, features: readonly Judged[]): Verdict => {
  const found = features.find(({ name }) => name === expected.feature)
  if (found === undefined) return { ...expected, weight: null, pseudoR2: null, verdict: 'no such feature' }
  const { weight, pseudoR2: told } = found
  const verdict = !(told > NOISE) ? 'too weak to tell' : Math.sign(weight) === (expected.sign === '+' ? 1 : -1) ? 'as expected' : 'the other way'
  return { ...expected, weight, pseudoR2: told, verdict }
}

/** How much of the races comes before the split when no date is given. */
const TRAINING_SHARE = 0.7
export const splitDate = ({ races }: RaceTable): string => { const dates = races.map(({ date }) => date).sort(); return dates[Math.floor(TRAINING_SHARE * dates.length)] ?? '' }

/** Each feature on its own against the winners of races after `trainTo`; null when there is nothing on one side of that date. */
export function measureSanity(table: RaceTable, trainTo: string): SanityReport | null {
  const training = new Part(table, (r) => (table.races[r] as RaceTable['races'][number]).date <= trainTo)
  const test = new Part(table, (r) => (table.races[r] as RaceTable['races'][number]).date > trainTo)
  if (training.races.length === 0 || test.races.length === 0) return null
  const market = judgeMarket(table, test)
  const features = [...table.columns].map(([name, values]) => judge(name, values, training, test)).sort((a, b) => b.pseudoR2 - a.pseudoR2)
  const best = new Map<FeatureCategory, Judged>()
  for (const one of features) if (!best.has(categoryOf(one.name))) best.set(categoryOf(one.name), one)
  return {
    kind: 'sanity', ...extentOf(table), trainTo, trainingRaces: training.races.length, testRaces: test.races.length, featureSet: FEATURE_SET, market, features,
    best: [...best].map(([category, { name, pseudoR2: told }]) => ({ category, name, pseudoR2: told })),
    expectations: EXPECTATIONS.map((expected) => verdictOf(expected, features)),
    nearTheMarket: market === null ? [] : features.filter(({ name, pseudoR2: told }) => categoryOf(name) !== 'market' && told > market.pseudoR2 / 2).map(({ name }) => name),
  }
}
