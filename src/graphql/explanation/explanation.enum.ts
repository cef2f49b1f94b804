import { registerEnumType } from 'type-graphql'
import type { Counterfactual as Circumstance, ExplanationMethod, RunnerExplanation } from '../../usecases/explanation'

export type ContributionKind = 'FEATURE' | 'RULE'
type Resolution = NonNullable<RunnerExplanation['resolution']>
export type DecidedBy = Resolution['decidedBy']
export type Side = NonNullable<Resolution['prevails']>
export type CounterfactualKind = Circumstance['kind']
export const ContributionKindEnum: { readonly [K in ContributionKind]: K } = { FEATURE: 'FEATURE', RULE: 'RULE' }
export const ExplanationMethodEnum: { readonly [M in ExplanationMethod]: M } = { EXACT: 'EXACT', INTEGRATED_GRADIENTS: 'INTEGRATED_GRADIENTS' }
export const DecidedByEnum: { readonly [D in DecidedBy]: D } = { EVIDENCE: 'EVIDENCE', PRIORITY: 'PRIORITY', MARKET: 'MARKET', NOBODY: 'NOBODY' }
export const SideEnum: { readonly [S in Side]: S } = { IN_FAVOUR: 'IN_FAVOUR', AGAINST: 'AGAINST' }
export const CounterfactualKindEnum: { readonly [K in CounterfactualKind]: K } = { BARRIER: 'BARRIER', WEIGHT: 'WEIGHT', JOCKEY: 'JOCKEY', GEAR: 'GEAR', GOING: 'GOING', SCRATCHING: 'SCRATCHING' }

registerEnumType(ContributionKindEnum, { name: 'ContributionKind', description: 'Where a part of a score comes from.', valuesConfig: { FEATURE: { description: 'A feature.' }, RULE: { description: 'A rule on top of what features say.' } } })
registerEnumType(ExplanationMethodEnum, {
  name: 'ExplanationMethod', description: 'How a score was taken apart. The parts add up either way.',
  valuesConfig: {
    EXACT: { description: 'Worked out: products of linear models, Shapley values of small trees, changes along the paths of large ones.' },
    INTEGRATED_GRADIENTS: { description: 'By 32 steps along the way from the mean of the field: how much is due to which feature is an approximation.' },
  },
})
registerEnumType(DecidedByEnum, {
  name: 'DecidedBy', description: 'By what a contradiction between rules was decided, in this order.',
  valuesConfig: {
    EVIDENCE: { description: 'One side rests on better evidence: more direct, of more starts, more recent, of surer weights.' }, PRIORITY: { description: 'One side speaks of a category that told more of past races.' },
    MARKET: { description: 'The market agrees with one side.' }, NOBODY: { description: 'Nothing decides it: both sides stand.' },
  },
})
registerEnumType(SideEnum, { name: 'RuleSide', description: 'A side of a contradiction.', valuesConfig: { IN_FAVOUR: { description: 'What is in favour of the runner.' }, AGAINST: { description: 'What is against it.' } } })
registerEnumType(CounterfactualKindEnum, {
  name: 'CounterfactualKind', description: 'What would be otherwise.',
  valuesConfig: {
    BARRIER: { description: 'The draw.' }, WEIGHT: { description: 'The weight carried.' }, JOCKEY: { description: 'The rider.' },
    GEAR: { description: 'The gear.' }, GOING: { description: 'The going.' }, SCRATCHING: { description: 'Another runner is out.' },
  },
})
