import type { RulePart } from '../../usecases/explanation'
import { cataloguer, isDistinguishable, ruleCatalogue, type CataloguedRule, type RulesOnTop } from '../../usecases/rule-catalogue'
import { definitionOf } from '../feature/describe-feature'
import { wordOf } from '../feature/feature-name.enum'
import type { IntegrationRule, RuleWeight } from './integration-rule.type'
import type { ModelRules } from './model-rules.type'
import type { DirectnessWord } from './rule.enum'

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
const weightOf = (one: NonNullable<CataloguedRule['weight']>): RuleWeight => {
  const { weight, fitted, standardError, races, runners, as, ablation } = one
  return { weight, fitted, standardError, races, runners, weighedAs: as, capped: as === 'CAPPED', distinguishable: isDistinguishable(one), ablation }
}
const describe = ({ id, version, title, because, categories, reads, silent, directness, weight }: CataloguedRule): IntegrationRule => ({
  id, version, title, because, categories: categories.map(wordOf), reads: reads.map(definitionOf), silentWhen: silent,
  directness: directness.toUpperCase() as DirectnessWord, weighed: weight && weightOf(weight),
})

/** Every rule, by id. */
export const allRules = (fitted: RulesOnTop | null): readonly IntegrationRule[] => ruleCatalogue(fitted).map(describe)
/** Rules of explanations as one model weighs them; null for one without. Each is described once. */
export function ruleTeller(fitted: RulesOnTop | null): (rule: RulePart['rule']) => IntegrationRule {
  const catalogued = cataloguer(fitted)
  const told = new Map<string, IntegrationRule>()
  return (rule) => {
    let known = told.get(rule.id)
    if (known === undefined) told.set(rule.id, (known = describe(catalogued(rule))))
    return known
  }
}

export const describeModelRules = ({ trust, damping, cap, learntOver, weighedOn, hierarchy }: RulesOnTop): ModelRules => ({
  trust, damping, cap, learntOver, weighedOn: weighedOn.races === 0 ? null : weighedOn, hierarchy: hierarchy.map(({ category, loss }) => ({ category: wordOf(category), loss: finite(loss) })),
})
