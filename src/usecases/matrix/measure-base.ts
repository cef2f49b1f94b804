import type { FeatureCategory, FeatureName } from '../../features/registry'
import type { AnyRule } from '../../integration/define'
import { bindRules, sumsHeard, type Heard, type Terms } from '../../integration/effects'
import { EVIDENCE_READS } from '../../integration/evidence'
import { categoriesOf, versionedRule } from '../../integration/rules'
import type { RuleWeight } from '../../integration/weights'
import { fitChoice, standardErrors } from '../../models/choice/fit-choice'
import { fitPower, racesWithScores } from '../../models/choice/fit-power'
import { takeRaces, type RaceTable } from '../../models/data/race-table'
import { RESAMPLING } from '../../models/evaluation/bootstrap'
import { pairedOf } from '../../models/evaluation/paired'
import { MARKET_CHANCE } from '../../models/inputs/market-offset'
import { pause } from '../../models/learners/pause'
import { raceLosses, raceSoftmax } from '../../models/race-softmax'
import type { Recipe } from '../../models/recipe'
import { fitRules, labelled, ruleFitFor } from '../../models/rules/fit-rules'
import { marketOver } from '../../models/rules/rules-model'
import { eveOf, racesBetween } from './out-of-sample'
import type { Part } from './parts'
import { pairKey, REFERENCE } from './reference'
import type { BaseMeasure, Difference, PairMeasure, RuleMeasure } from './report'
import { verdictOf } from './verdict'

/** A base, its scores out of sample by row (NaN where it has none), and the signals of rules by row of the same table. */
export interface BaseTask {
  readonly table: RaceTable
  readonly recipe: Recipe
  readonly scores: Float64Array
  readonly rules: readonly AnyRule[]
  readonly signals: readonly Float64Array[]
  readonly hierarchy: readonly FeatureCategory[]
  readonly judged: readonly Part[]
}
export interface BaseRun { readonly signal: AbortSignal; readonly progress: (share: number, note: string) => void }

/** Sets of categories that some rule is of, and those of the reference; with the rules in which all of them work on each other. */
export function pairsOf(rules: readonly AnyRule[]): readonly { readonly categories: readonly FeatureCategory[]; readonly places: readonly number[] }[] {
  const sets = new Map([...REFERENCE.map(({ categories }) => categories), ...rules.map(categoriesOf)].map((categories) => [pairKey(categories), categories]))
  return [...sets.values()].flatMap((categories) => {
    const places = rules.flatMap((rule, i) => (categories.every((category) => categoriesOf(rule).includes(category)) ? [i] : []))
    return places.length === 0 ? [] : [{ categories, places }]
  })
}

/** Losses race by race, of everything that is compared. */
interface Losses { readonly base: Float64Array; readonly whole: Float64Array; readonly rules: readonly Compared[]; readonly pairs: readonly Compared[] }
interface Compared { readonly alone: Float64Array; /** Null where it has no weight. */ readonly without: Float64Array | null }
interface Alone { readonly weight: number; readonly z: number }
interface JudgedPart { readonly part: Part; readonly losses: Losses; readonly weights: readonly RuleWeight[]; readonly alone: readonly Alone[]; readonly weighedRaces: number; readonly damping: number; readonly spoken: readonly number[]; readonly runners: number }

/**
 * What rules add to a base on the judged parts. For each part all is weighed anew on the base's out-of-sample scores of all races before it: the power of the base alone, the power and the rules
 * together as a model would have them, and each rule and each pair of categories by itself, with the same ridge and without elimination or cap. @throws FitStopped
 */
export async function measureBase(task: BaseTask, run: BaseRun): Promise<BaseMeasure> {
  const { recipe: { name, title, usesPrices }, rules, judged } = task
  const pairs = pairsOf(rules)
  const parts: JudgedPart[] = []
  for (const [i, part] of judged.entries()) parts.push(await judge(task, part, pairs.map(({ places }) => places), { signal: run.signal, progress: (share) => { run.progress((i + share) / judged.length, part.label) } }))
  const all = (of: (losses: Losses) => Float64Array): Float64Array => concatenated(parts.map(({ losses }) => of(losses)))
  const [base, whole] = [all((losses) => losses.base), all((losses) => losses.whole)]
  const compared = (of: (losses: Losses) => readonly Compared[], at: number): Pick<RuleMeasure, 'alone' | 'leftOut'> => {
    const hasWeight = parts.some(({ losses }) => of(losses)[at]?.without !== null)
    return {
      alone: differenceOf(all((losses) => (of(losses)[at] as Compared).alone), base),
      leftOut: hasWeight ? differenceOf(all((losses) => of(losses)[at]?.without ?? losses.whole), whole) : null,
    }
  }
  const last = parts.at(-1) as JudgedPart
  const runners = parts.reduce((sum, one) => sum + one.runners, 0)
  return {
    recipe: name, title, usesPrices, races: base.length, runners, logLoss: meanOf(base), withRules: meanOf(whole), whole: differenceOf(whole, base),
    parts: parts.map(({ part: { label }, losses, weights, weighedRaces, damping }) => ({ label, races: losses.base.length, logLoss: meanOf(losses.base), withRules: meanOf(losses.whole), weighedRaces, rulesKept: weights.filter(({ weight }) => weight !== 0).length, damping })),
    rules: rules.map((rule, i): RuleMeasure => {
      const { weight, standardError, as } = last.weights.find((one) => one.rule === versionedRule(rule)) as RuleWeight
      const measured = compared((losses) => losses.rules, i)
      const { weight: aloneWeight, z: aloneZ } = last.alone[i] as Alone
      return {
        rule: versionedRule(rule), title: rule.title, categories: categoriesOf(rule), ...measured, weight, standardError, as, aloneWeight, aloneZ,
        share: parts.reduce((sum, { spoken }) => sum + (spoken[i] as number), 0) / runners, verdict: verdictOf(measured, weight), finding: null,
      }
    }),
    pairs: pairs.map(({ categories, places }, i): PairMeasure => ({ categories, rules: places.map((at) => (rules[at] as AnyRule).id), ...compared((losses) => losses.pairs, i) })),
  }
}

async function judge({ table, recipe: { usesPrices }, scores, rules, signals, hierarchy }: BaseTask, part: Part, pairs: readonly (readonly number[])[], { signal, progress }: { readonly signal: AbortSignal; readonly progress: (share: number) => void }): Promise<JudgedPart> {
  const scored = (from: string, to: string): readonly number[] => racesBetween(table, from, to).filter((r) => !Number.isNaN(scores[table.raceStart[r] as number]))
  const past = viewOf(table, scored('', eveOf(part.from)), scores, signals, rules)
  const next = viewOf(table, scored(part.from, part.to), scores, signals, rules)
  const fitting = ruleFitFor(table, usesPrices)
  const weighed = await fitRules(rules, { table: past.table, scores: past.scores, priced: usesPrices, hierarchy, signals: new Map(rules.map((rule, i) => [rule.id, past.signals[i] as Float64Array])) }, { signal, progress: (share) => { progress(0.6 * share) } }, fitting)
  const lossesBy = (of: (row: number) => number): Float64Array => raceLosses(raceSoftmax(Float64Array.from(next.scores, (_, row) => of(row)), next.table.raceStart), next.table.targets.win, next.table.raceStart)
  // Base and rules by themselves learn from what the whole does.
  const weighedOn = labelled(past.table, fitting.marketLabel)
  const power = fitPower(past.scores, weighedOn)
  const at = (list: Float64Array, row: number): number => list[row] as number

  const bound = bindRules(weighed.rules, rules)
  const place = new Map(rules.map((rule, i) => [rule.id, i]))
  const kept = bound.filter(({ weight }) => weight.weight !== 0)
  const signalOf = (rule: AnyRule): Float64Array => next.signals[place.get(rule.id) as number] as Float64Array
  const base = next.scores.map((score) => weighed.power * score)
  const terms: Terms = { trust: 1, damping: weighed.damping, hierarchy }
  const market = usesPrices ? marketOver(base, next.table) : null
  const heardBut = (out: ReadonlySet<AnyRule>): Heard => { const some = kept.filter(({ rule }) => !out.has(rule)); return { bound: some, signals: some.map(({ rule }) => signalOf(rule)) } }
  const lossesWithout = (out: ReadonlySet<AnyRule>): Float64Array => { const sums = sumsHeard(heardBut(out), next.table, terms, market); return lossesBy((row) => at(base, row) + at(sums, row)) }

  const fits: Alone[] = []
  const { columns: [pastScores, ...pastSignals], ...pastRaces } = racesWithScores([past.scores, ...past.signals], weighedOn)
  const compare = (places: readonly number[]): Compared => {
    const rows = { ...pastRaces, columns: [pastScores as Float64Array, ...places.map((i) => pastSignals[i] as Float64Array)] }
    const options = { ridge: [0, ...places.map(() => fitting.ridge)], start: [power, ...places.map(() => 0)] }
    const { weights: [own = 1, ...weights] } = fitChoice(rows, options)
    if (places.length === 1) fits.push({ weight: weights[0] ?? 0, z: (weights[0] ?? 0) / (standardErrors(rows, [own, ...weights], options)[1] ?? NaN) })
    const alone = lossesBy((row) => own * at(next.scores, row) + weights.reduce((sum, weight, i) => sum + weight * at(next.signals[places[i] as number] as Float64Array, row), 0))
    const out = new Set(places.map((i) => rules[i] as AnyRule))
    return { alone, without: kept.some(({ rule }) => out.has(rule)) ? lossesWithout(out) : null }
  }
  const compareAll = async (all: readonly (readonly number[])[], from: number, to: number): Promise<readonly Compared[]> => {
    const found: Compared[] = []
    for (const places of all) { await pause(signal); found.push(compare(places)); progress(from + ((to - from) * found.length) / all.length) }
    return found
  }
  const byRule = await compareAll(rules.map((_, i) => [i]), 0.6, 0.8)
  const alone = [...fits]
  const byPair = await compareAll(pairs, 0.8, 1)
  return {
    part, weights: weighed.rules, alone, weighedRaces: weighed.weighedOn.races, damping: weighed.damping, runners: next.scores.length,
    spoken: next.signals.map((own) => own.reduce((sum, value) => sum + Number(value !== 0), 0)),
    losses: { base: lossesBy((row) => power * at(next.scores, row)), whole: lossesWithout(new Set()), rules: byRule, pairs: byPair },
  }
}

interface View { readonly table: RaceTable; readonly scores: Float64Array; readonly signals: readonly Float64Array[] }
/** Some races of the table with what belongs to them, and of features only what rules and evidence read. */
function viewOf(table: RaceTable, races: readonly number[], scores: Float64Array, signals: readonly Float64Array[], rules: readonly AnyRule[]): View {
  const read = new Set<FeatureName>([...rules.flatMap(({ reads }) => reads as readonly FeatureName[]), ...EVIDENCE_READS, MARKET_CHANCE])
  const part = takeRaces(table, races, [...read].filter((name) => table.columns.has(name)))
  const take = (values: Float64Array): Float64Array => {
    const own = new Float64Array(part.runnerIds.length)
    races.forEach((r, i) => { own.set(values.subarray(table.raceStart[r], table.raceStart[r + 1]), part.raceStart[i]) })
    return own
  }
  return { table: part, scores: take(scores), signals: signals.map(take) }
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
function concatenated(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) { all.set(list, at); at += list.length }
  return all
}
/** How much more is lost in `own` than in `other`, race by race. */
export function differenceOf(own: Float64Array, other: Float64Array): Difference {
  const { difference, low, high } = pairedOf('', own, other, RESAMPLING)
  const squares = own.reduce((sum, loss, r) => sum + (loss - (other[r] as number) - difference) ** 2, 0)
  return { difference, standardError: Math.sqrt(squares / Math.max(1, own.length - 1) / own.length), low, high }
}
