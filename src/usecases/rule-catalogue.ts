import type { FeatureCategory, FeatureName } from '../features/registry'
import type { AnyRule, Directness } from '../integration/define'
import { categoriesOf, ruleNamed, RULES, versionedRule } from '../integration/rules'
import type { FittedRules, RuleWeight } from '../integration/weights'

/** A rule, and what it is worth on top of a model. */
export interface CataloguedRule {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly because: string
  readonly categories: readonly FeatureCategory[]
  readonly reads: readonly FeatureName[]
  readonly silent: string | null
  readonly directness: Directness
  /** Null where there is no model, or it does not have this version of the rule. */
  readonly weight: RuleWeight | null
}
/** Rules as they work on top of one model. */
export type RulesOnTop = FittedRules

/** Every rule, by id, as a model weighs them; null for no model. */
export const ruleCatalogue = (fitted: RulesOnTop | null): readonly CataloguedRule[] => RULES.map(cataloguer(fitted))
/** One rule after the other, as a model weighs it. */
export function cataloguer(fitted: RulesOnTop | null): (rule: AnyRule) => CataloguedRule {
  const weights = new Map(fitted?.rules.map((weight) => [weight.rule, weight]))
  return (rule) => {
    const { id, version, title, because, reads, silent, directness } = rule
    return { id, version, title, because, categories: categoriesOf(rule), reads, silent, directness, weight: weights.get(versionedRule(rule)) ?? null }
  }
}
/** The rules of these ids that there are. */
export const rulesNamed = (ids: readonly string[]): readonly AnyRule[] => ids.flatMap((id) => ruleNamed(id) ?? [])
/** Whether past races tell the weight from 0: else it is kept at 0. */
export const isDistinguishable = ({ as }: Pick<RuleWeight, 'as'>): boolean => as === 'FITTED' || as === 'CAPPED'
