import { createUnionType, Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { ExplanationMethod } from '../../usecases/explanation'
import { Confidence } from '../confidence/confidence.type'
import { CacheFor, Cost, ListSize } from '../cost/cost'
import { FeatureCategoryEnum } from '../feature/feature-name.enum'
import { FeatureDefinition } from '../feature/feature.type'
import { IntegrationRule } from '../integration/integration-rule.type'
import { Model } from '../model/model.type'
import { concreteType } from '../node/node.type'
import { HowMade } from '../prediction/how-made'
import { NoPrediction } from '../prediction/prediction.type'
import { Keyed, planned } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { RequiresScopes } from '../scopes/requires-scopes'
import { FirstChanges } from './explanation-args'
import { ContributionKindEnum, CounterfactualKindEnum, DecidedByEnum, ExplanationMethodEnum, SideEnum, type ContributionKind, type CounterfactualKind, type DecidedBy, type Side } from './explanation.enum'

/** As long as the prediction that it explains. */
const HOLDS_SECONDS = 5

@ObjectType({ description: 'What one feature or one rule does for a runner.', simpleResolvers: true })
@RequiresScopes('predictions')
export class ExplanationPart {
  @Field(() => ContributionKindEnum, { description: 'A feature or a rule.' })
  kind!: ContributionKind

  @Field(() => FeatureDefinition, { nullable: true, description: 'The feature; null for a rule.' })
  feature!: FeatureDefinition | null

  @Field(() => IntegrationRule, { nullable: true, description: 'The rule; null for a feature.' })
  rule!: IntegrationRule | null

  @Field(() => [FeatureCategoryEnum], { description: 'What it is about: one category of a feature, two or three of a rule.' })
  @ListSize({ assumedSize: 1 })
  categories!: readonly string[]

  @Field(() => Float, { nullable: true, description: 'Value of the feature, null when it is missing; signal of the rule, -1 to 1.' })
  value!: number | null

  @Field(() => String, { nullable: true, description: 'The value as people read it, null when it is missing; what the rule says of the runner.' })
  text!: string | null

  @Field(() => Int, { nullable: true, description: 'Rank of the value in the field, 1 = highest; null where it is missing or alike for all, and for rules.' })
  fieldRank!: number | null

  @Field(() => Float, { description: 'Nats that it adds to `logOdds`, less its mean over the field.' })
  effect!: number

  @Field(() => Float, { description: 'By what it multiplies the chance against the rest of the field: exp(effect).' })
  chanceFactor!: number

  @Field(() => String, { description: 'The same as one plain sentence.' })
  sentence!: string
}

@ObjectType({ description: 'What all features of a category do for a runner together.', simpleResolvers: true })
@RequiresScopes('predictions')
export class CategoryEffect {
  @Field(() => FeatureCategoryEnum, { description: 'The category.' })
  category!: string

  @Field(() => Float, { description: 'Sum of the effects of its features, nats. Rules join categories and are not in it.' })
  effect!: number
}

@ObjectType({ description: 'A rule that bears on a runner.', simpleResolvers: true })
@RequiresScopes('predictions')
export class FiredRule {
  @Field(() => IntegrationRule, { description: 'The rule, with what it is worth on top of the model.' })
  rule!: IntegrationRule

  @Field(() => Float, { description: 'How strongly its pattern is there, -1 against the runner to 1 for it; 0 where it is silent about this runner and speaks of others.' })
  signal!: number

  @Field(() => Float, { description: 'Nats that a signal of 1 adds; 0 where it is not distinguishable from 0.' })
  weight!: number

  @Field(() => Boolean, { description: 'Its weight is distinguishable from 0: it counts.' })
  distinguishable!: boolean

  @Field(() => Float, { description: 'Weight x signal, nats, before contradictions were decided and before the trust of the model.' })
  strength!: number

  @Field(() => Float, { description: 'Nats that it adds to `logOdds`, less its mean over the field.' })
  effect!: number

  @Field(() => String, { description: 'What it says of the runner.' })
  reason!: string
}

@ObjectType({ description: 'How a contradiction between rules was decided.', simpleResolvers: true })
@RequiresScopes('predictions')
export class RuleResolution {
  @Field(() => [IntegrationRule], { description: 'Rules that speak for the runner, the weightiest first.' })
  @ListSize({ assumedSize: 2 })
  inFavour!: readonly IntegrationRule[]

  @Field(() => [IntegrationRule], { description: 'Rules that speak against it, the weightiest first.' })
  @ListSize({ assumedSize: 2 })
  against!: readonly IntegrationRule[]

  @Field(() => DecidedByEnum, { description: 'What decided.' })
  decidedBy!: DecidedBy

  @Field(() => SideEnum, { nullable: true, description: 'Which side prevails; null where both stand.' })
  prevails!: Side | null

  @Field(() => String, { description: 'Why it was decided so, one sentence.' })
  because!: string

  @Field(() => String, { description: 'The whole in words: who contradicts whom, and what came of it.' })
  sentence!: string
}

@ObjectType({ description: 'The chance under one other circumstance, with all features of the race computed anew from the changed card. It says what the model would say, not what would happen.', simpleResolvers: true })
@RequiresScopes('predictions')
export class Counterfactual {
  @Field(() => CounterfactualKindEnum, { description: 'What is otherwise.' })
  kind!: CounterfactualKind

  @Field(() => String, { description: 'How, e.g. `from barrier 4 instead of 13`.' })
  change!: string

  @Field(() => Float, { description: 'The chance then.' })
  probability!: number

  @Field(() => Float, { description: 'The chance as it is.' })
  was!: number

  @Field(() => String, { description: 'The same as one plain sentence.' })
  sentence!: string
}

@ObjectType({ description: 'Why a model gives a runner its chance. It takes the model apart; it says nothing about causes.', simpleResolvers: true })
@RequiresScopes('predictions')
@CacheFor(HOLDS_SECONDS)
export class Explanation extends HowMade {
  @Field(() => ID, { description: 'Id of the Runner.' })
  runnerId!: string

  @Field(() => Runner, { description: 'The runner.' })
  @Keyed('runners')
  runner!: Runner

  @Field(() => Model, { description: 'Who says so.' })
  model!: Model

  @Field(() => ExplanationMethodEnum, { description: 'How the score was taken apart.' })
  method!: ExplanationMethod

  @Field(() => Float, { description: 'Probability of winning, 0 to 1.' })
  probability!: number

  @Field(() => Float, { description: 'Chance of a runner that nothing speaks for or against in this field: the geometric mean of all chances. `probability` = this x exp(`logOdds`).' })
  baselineProbability!: number

  @Field(() => Float, { description: 'The sum of the effects of all features and rules, nats: ln `probability` less ln `baselineProbability`.' })
  logOdds!: number

  @Field(() => [ExplanationPart], { description: 'The `top` features and rules by the size of what they do, the weightiest first; none without effect.' })
  @ListSize({ assumedSize: 20 })
  contributions!: readonly ExplanationPart[]

  @Field(() => Float, { description: 'Nats of all that is not listed: the effects of `contributions` and this sum to `logOdds`.' })
  others!: number

  @Field(() => [CategoryEffect], { description: 'What features do by category, the weightiest first.' })
  @ListSize({ assumedSize: 21 })
  categories!: readonly CategoryEffect[]

  @Field(() => [FiredRule], { description: 'Rules that bear on the runner, the weightiest first; empty for a model without rules.' })
  @ListSize({ assumedSize: 120 })
  rules!: readonly FiredRule[]

  @Field(() => RuleResolution, { nullable: true, description: 'What came of rules that contradict each other; null where none do.' })
  resolution!: RuleResolution | null

  @Field(() => [Counterfactual], { nullable: true, description: 'What the chance would be under other circumstances, those first that change it most; null where they cannot be computed. Each is a prediction of its own: ask for them of a runner or a race, not of a card.' })
  @Cost(80)
  @ListSize({ assumedSize: 5, slicingArguments: ['first'] })
  counterfactuals(@FirstChanges() _first: number): readonly Counterfactual[] | null { return planned() }

  @Field(() => Confidence, { nullable: true, description: 'How far it is to be trusted; null where the model cannot say.' })
  confidence!: Confidence | null

  @Field(() => String, { description: 'The whole in two or three sentences.' })
  sentence!: string
}

export const ExplanationResult = createUnionType({
  name: 'ExplanationResult', description: 'Why a runner has its chance, or why that cannot be said.', types: () => [Explanation, NoPrediction] as const,
  resolveType: (value: unknown): string => concreteType(value as { readonly __typename?: string }),
})
