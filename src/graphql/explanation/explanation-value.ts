import { categoryOf, featureNamed } from '../../features/registry'
import { valueText } from '../../features/value-text'
import type { FeaturePart, RaceExplanation, RulePart, RunnerExplanation } from '../../usecases/explanation'
import { featureSentence, narrativeOf, resolutionSentence, ruleSentence, type SentenceLocale } from '../../usecases/explanation-sentences'
import { isDistinguishable, rulesNamed } from '../../usecases/rule-catalogue'
import { confidenceValue } from '../confidence/confidence-value'
import { definitionOf } from '../feature/describe-feature'
import { wordOf } from '../feature/feature-name.enum'
import type { ruleTeller } from '../integration/describe-rules'
import type { Model } from '../model/model.type'
import { toGlobalId } from '../node/global-id'
import { sharedValue } from '../prediction/prediction-value'
import type { Wanted, WantedField } from '../read/mapping'

/** An explained race with what is needed to tell it. */
export interface Telling {
  readonly explanation: RaceExplanation
  readonly model: Model | null
  readonly rule: ReturnType<typeof ruleTeller>
  readonly top: number
  readonly locale: SentenceLocale
}
type Listed = { readonly feature: FeaturePart } | { readonly rule: RulePart }
const effectOf = (part: Listed): number => ('feature' in part ? part.feature.effect : part.rule.effect)
const nameOf = (part: Listed): string => ('feature' in part ? part.feature.feature : part.rule.rule.id)

/** Nats that are nothing but rounding. */
const ROUNDING = 1e-12
/** Features and rules with an effect, the weightiest first; ties by name. */
export const listedOf = ({ features, rules }: RunnerExplanation, top: number): readonly Listed[] =>
  [...features.map((feature): Listed => ({ feature })), ...rules.map((rule): Listed => ({ rule }))].filter((part) => Math.abs(effectOf(part)) > ROUNDING)
    .sort((a, b) => Math.abs(effectOf(b)) - Math.abs(effectOf(a)) || (nameOf(a) < nameOf(b) ? -1 : 1)).slice(0, top)

function partValue(part: Listed, { rule, locale }: Telling): object {
  const effect = effectOf(part)
  const shared = { effect, chanceFactor: Math.exp(effect), sentence: 'feature' in part ? featureSentence(part.feature, locale) : ruleSentence(part.rule, locale) }
  if ('feature' in part) {
    const { feature, value, rank } = part.feature
    const known = Number.isNaN(value) ? null : value
    return { ...shared, kind: 'FEATURE', feature: definitionOf(feature), rule: null, categories: [wordOf(categoryOf(feature))], value: known, text: valueText(featureNamed(feature), known), fieldRank: rank }
  }
  const { rule: said, signal } = part.rule
  const told = rule(said)
  return { ...shared, kind: 'RULE', feature: null, rule: told, categories: told.categories, value: signal, text: part.rule.said, fieldRank: null }
}
const firedValue = ({ rule, weight, signal, strength, effect, said }: RulePart, telling: Telling): object =>
  ({ rule: telling.rule(rule), signal, weight: weight.weight, distinguishable: isDistinguishable(weight), strength, effect, reason: said })
function resolutionValue(resolution: RunnerExplanation['resolution'], telling: Telling): object | null {
  const rules = (ids: readonly string[]): readonly object[] => rulesNamed(ids).map(telling.rule)
  return resolution && { ...resolution, inFavour: rules(resolution.inFavour), against: rules(resolution.against), sentence: resolutionSentence(resolution, telling.locale) }
}

function valueOf(telling: Telling, runner: RunnerExplanation, listed: readonly Listed[], { name }: WantedField): unknown {
  const { explanation, model, locale } = telling
  const { prediction, method, baseline } = explanation
  switch (name) {
    case 'runnerId': return toGlobalId('Runner', runner.runnerId)
    case 'runner': return runner.runnerId
    case 'model': return model
    case 'method': return method
    case 'probability': return runner.chance
    case 'baselineProbability': return Math.exp(baseline)
    case 'logOdds': return runner.logOdds
    case 'contributions': return listed.map((part) => partValue(part, telling))
    case 'others': return runner.logOdds - listed.reduce((sum, part) => sum + effectOf(part), 0)
    case 'categories': return runner.categories.map(({ category, effect }) => ({ category: wordOf(category), effect }))
    case 'rules': return runner.rules.map((part) => firedValue(part, telling))
    case 'resolution': return resolutionValue(runner.resolution, telling)
    case 'confidence': return confidenceValue(runner.confidence, locale)
    case 'sentence': return narrativeOf(runner, explanation, locale)
    default: return sharedValue(prediction, name)
  }
}

/** An Explanation with what is selected of it, but for counterfactuals, which are computed apart. */
export function explanationValue(telling: Telling, runner: RunnerExplanation, wanted: Wanted): Record<string, unknown> {
  const listed = wanted.has('contributions') || wanted.has('others') ? listedOf(runner, telling.top) : []
  return { __typename: 'Explanation', ...Object.fromEntries(wanted.fields.filter(({ name }) => name !== 'counterfactuals').map((field) => [field.property, valueOf(telling, runner, listed, field)])) }
}
