import type { FeatureName } from '../../src/features/registry'
import { rule, type AnyRule } from '../../src/integration/define'
import { categoryOf } from '../../src/features/registry'
import { versionedRule } from '../../src/integration/rules'
import type { FittedRules, RuleWeight } from '../../src/integration/weights'

export const cutAtOne = (value: number): number => Math.max(-1, Math.min(1, value))
/** Speaks when two values, standard normal in tests, go together: half of their product, cut off at 1. */
export const product = (id: string, a: FeatureName, b: FeatureName): AnyRule => rule({
  id, version: 1, title: id, because: 'It was planted, or not.', categories: [categoryOf(a), categoryOf(b)], reads: [a, b], silent: null, directness: 'own', sample: null,
  signal: (x) => cutAtOne((x[a] * x[b]) / 2), say: (x) => `${x[a]} and ${x[b]}`,
})
export const weightOf = (one: AnyRule, weight: number, standardError = Math.abs(weight) / 4): RuleWeight => ({ rule: versionedRule(one), weight, fitted: weight, standardError, races: 100, runners: 1_000, as: weight === 0 ? 'NOT_DISTINGUISHABLE' : 'FITTED', ablation: null })
export const fittedOf = (rules: readonly RuleWeight[], over: Partial<FittedRules> = {}): FittedRules => ({ rules, cap: 0.35, trust: 1, damping: 0, power: 1, learntOver: 'logit', weighedOn: { from: '2020-01-01', to: '2020-01-10', races: 100 }, hierarchy: [], ...over })
