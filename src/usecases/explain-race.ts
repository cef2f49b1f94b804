import { AppError } from '../domain/errors'
import { CATEGORIES, categoryOf, type FeatureCategory, type FeatureName } from '../features/registry'
import type { AnyRule } from '../integration/define'
import type { RuleEffects } from '../integration/effects'
import { evidenceOf, EVIDENCE_READS } from '../integration/evidence'
import { resolve, type Resolution, type Voice } from '../integration/resolution'
import { ruleNamed } from '../integration/rules'
import { saidOf } from '../integration/signals'
import type { FittedRules, RuleWeight } from '../integration/weights'
import type { RaceBatch } from '../models/data/race-table'
import { marketOver } from '../models/rules/rules-model'
import type { CategoryPart, FeaturePart, RaceExplanation, RulePart, RunnerExplanation } from './explanation'
import type { FullPrediction, RaceParts } from './predict-races'
import type { NoPrediction } from './prediction'

/**
 * Why the model gives each runner its chance. Effects are what adds to the score less its mean over the field, so that for everyone those of features and
 * rules sum to ln chance less the mean ln chance of the field. Cheap beside the prediction, and worked out anew each time.
 * @throws AppError CONFIG_INVALID for a rule that is not there any more
 */
export function explainRace(prediction: FullPrediction): RaceExplanation | NoPrediction {
  const parts = prediction.parts()
  const { card: { name, version }, runnerIds, chances, blend } = prediction
  if (parts === null && blend !== null) return { kind: 'none', reason: 'NO_CONTRIBUTIONS', message: `Model ${name}@${version} has chances of a language model in it, and nobody can say what those are made of. ${blend.base === null ? 'Ask a model that can, such as "fundamentals".' : `Ask its base: "${blend.base}".`}` }
  if (parts === null) return { kind: 'none', reason: 'NO_CONTRIBUTIONS', message: `Model ${name}@${version} cannot say what its chances are made of. Ask a model that can, such as "fundamentals".` }
  const lnChances = chances.map((chance) => Math.log(chance))
  const baseline = meanOf(lnChances, 0, 1)
  const columns = featureColumns(parts)
  const rules = parts.rules === null || parts.contributions.rules === undefined ? null : rulesOf(parts.rules, parts.contributions.rules, parts.batch, scoresOf(columns, runnerIds.length), columns.some(({ feature }) => categoryOf(feature) === 'market'))
  const confidence = prediction.confidence()
  const runners = runnerIds.map((runnerId, row): RunnerExplanation => {
    const features = columns.map(({ feature, values, ranks, known, effects }): FeaturePart => ({ feature, value: values[row] as number, rank: ranks[row] ?? null, known, effect: effects[row] as number })).sort(byWeight)
    return { runnerId, chance: chances[row] as number, logOdds: (lnChances[row] as number) - baseline, features, rules: rules?.partsOf(row) ?? [], categories: categoriesOf(features), resolution: rules?.resolutionOf(row) ?? null, confidence: confidence?.runners[row] ?? null }
  })
  return { prediction, method: parts.contributions.integrated === true ? 'INTEGRATED_GRADIENTS' : 'EXACT', baseline, runners, confidence: confidence?.race ?? null }
}

const byWeight = (a: { readonly effect: number }, b: { readonly effect: number }): number => Math.abs(b.effect) - Math.abs(a.effect)
/** Every `step`th number from `at` on. */
function meanOf(values: Float64Array, at: number, step: number): number {
  let [sum, count] = [0, 0]
  for (let i = at; i < values.length; i += step) { sum += values[i] as number; count++ }
  return sum / count
}
/** A number a row, of numbers row by row, less their mean. */
function centred(values: Float64Array, at: number, width: number, rows: number): Float64Array {
  const mean = meanOf(values, at, width)
  const all = new Float64Array(rows)
  for (let row = 0; row < rows; row++) all[row] = (values[row * width + at] as number) - mean
  return all
}

interface FeatureColumn { readonly feature: FeatureName; readonly values: Float64Array; readonly ranks: readonly (number | null)[]; readonly known: number; readonly effects: Float64Array }
const featureColumns = ({ batch, contributions: { features, values } }: RaceParts): readonly FeatureColumn[] => features.map((feature, f) => {
  const rows = values.length / features.length
  const own = batch.columns.get(feature) ?? new Float64Array(rows).fill(NaN)
  return { feature, values: own, ranks: ranksOf(own), known: own.reduce((count, value) => count + Number(!Number.isNaN(value)), 0), effects: centred(values, f, features.length, rows) }
})
/** 1 = highest; level ones share the better rank. Null where missing, and throughout where all that are known are alike. */
function ranksOf(values: Float64Array): readonly (number | null)[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort().reverse()
  if (known[0] === undefined || known[0] === known.at(-1)) return []
  return Array.from(values, (value) => (Number.isNaN(value) ? null : known.indexOf(value) + 1))
}

function categoriesOf(features: readonly FeaturePart[]): readonly CategoryPart[] {
  const sums = new Map<FeatureCategory, number>()
  for (const { feature, effect } of features) { const category = categoryOf(feature); sums.set(category, (sums.get(category) ?? 0) + effect) }
  return CATEGORIES.flatMap(({ category }) => { const effect = sums.get(category); return effect === undefined ? [] : [{ category, effect }] }).sort(byWeight)
}

/** Of the features alone. */
const scoresOf = (columns: readonly FeatureColumn[], rows: number): Float64Array => Float64Array.from({ length: rows }, (_, row) => columns.reduce((sum, { effects }) => sum + (effects[row] as number), 0))

interface Weighed { readonly rule: AnyRule; readonly weight: RuleWeight; readonly said: readonly (string | null)[]; readonly signals: Float64Array; readonly strengths: Float64Array; readonly effects: Float64Array }
function rulesOf({ rules: weights, hierarchy, damping }: FittedRules, { signals, strengths, effects }: RuleEffects, batch: RaceBatch, without: Float64Array, priced: boolean): { readonly partsOf: (row: number) => readonly RulePart[]; readonly resolutionOf: (row: number) => Resolution | null } {
  const [width, rows] = [weights.length, without.length]
  const column = (values: Float64Array, at: number): Float64Array => Float64Array.from(without, (_, row) => values[row * width + at] as number)
  const all = weights.map((weight, at): Weighed => {
    const [rule, own] = [ruleOf(weight), column(signals, at)]
    return { rule, weight, said: own.every((signal) => signal === 0) ? [] : saidOf(rule, batch, (row) => own[row] !== 0), signals: own, strengths: column(strengths, at), effects: centred(effects, at, width, rows) }
  })
  const valueOf = (name: FeatureName, row: number): number => batch.columns.get(name)?.[row] ?? NaN
  const market = priced ? marketOver(without, batch) : null
  const categories = hierarchy.map(({ category }) => category)
  return {
    partsOf: (row) => all.flatMap(({ rule, weight, said, signals: own, strengths: strong, effects: moved }): readonly RulePart[] => {
      const [signal, strength, effect] = [own[row] as number, strong[row] as number, moved[row] as number]
      return signal === 0 && effect === 0 ? [] : [{ rule, weight, signal, said: said[row] ?? SILENT, strength, effect }]
    }).sort(byWeight),
    resolutionOf: (row) => {
      const voices = all.flatMap(({ rule, weight, strengths: strong }): readonly Voice[] => {
        const effect = strong[row] as number
        return effect === 0 ? [] : [{ rule, effect, evidence: evidenceOf(rule, weight, { lnStarts: rule.sample === null ? NaN : valueOf(rule.sample, row), daysSinceRun: valueOf(EVIDENCE_READS[0], row) }) }]
      })
      return resolve(voices, { hierarchy: categories, market: market?.[row] ?? null, damping }).resolution
    },
  }
}
/** What is said where a rule tells of others alone. */
export const SILENT = 'it says nothing of this runner'

function ruleOf({ rule: versioned }: RuleWeight): AnyRule {
  const rule = ruleNamed(versioned.slice(0, versioned.lastIndexOf('@')))
  if (rule === undefined) throw new AppError('CONFIG_INVALID', `the model weighs the rule ${versioned}, which racegraph does not have: train it anew`)
  return rule
}
