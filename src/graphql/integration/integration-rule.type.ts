import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { ListSize } from '../cost/cost'
import { FeatureCategoryEnum } from '../feature/feature-name.enum'
import { FeatureDefinition } from '../feature/feature.type'
import { RequiresScopes } from '../scopes/requires-scopes'
import { RuleDirectnessEnum, WeighedAsEnum, type DirectnessWord, type WeighedAs } from './rule.enum'

@ObjectType({ description: 'What is lost when one rule alone is left out, on races after all that it was weighed on.', simpleResolvers: true })
@RequiresScopes('predictions')
export class RuleAblation {
  @Field(() => Float, { description: 'Change of the log-loss a race, nats; below 0 the model is better without the rule.' })
  difference!: number

  @Field(() => Float, { description: 'Lower end of its 95% interval.' })
  low!: number

  @Field(() => Float, { description: 'Upper end.' })
  high!: number

  @Field(() => Int, { description: 'Races that it was measured on.' })
  races!: number
}

@ObjectType({ description: 'What history says that a rule is worth on top of a model.', simpleResolvers: true })
@RequiresScopes('predictions')
export class RuleWeight {
  @Field(() => Float, { description: 'Nats that a signal of 1 adds to the score, before the trust of the model; 0 where it is not distinguishable from 0.' })
  weight!: number

  @Field(() => Float, { description: 'The same with all rules weighed together, before any was set to 0 or capped.' })
  fitted!: number

  @Field(() => Float, { description: 'Standard error of the weight, nats.' })
  standardError!: number

  @Field(() => Int, { description: 'Races in which it spoke of anybody.' })
  races!: number

  @Field(() => Int, { description: 'Runners that it spoke of.' })
  runners!: number

  @Field(() => WeighedAsEnum, { description: 'What became of it.' })
  weighedAs!: WeighedAs

  @Field(() => Boolean, { description: 'It was held at the cap.' })
  capped!: boolean

  @Field(() => Boolean, { description: 'Its weight is distinguishable from 0 and counts.' })
  distinguishable!: boolean

  @Field(() => RuleAblation, { nullable: true, description: 'What it gained on later races; null where there were none.' })
  ablation!: RuleAblation | null
}

@ObjectType({ description: 'One way in which categories of features work on each other: a pattern that handicappers know, with a weight from history.', simpleResolvers: true })
@RequiresScopes('predictions')
export class IntegrationRule {
  @Field(() => ID, { description: 'Its name, such as `barrier-distance.wideAndShort`.' })
  id!: string

  @Field(() => Int, { description: 'Raised whenever its signal changes its meaning: a weight is that of a version.' })
  version!: number

  @Field(() => String, { description: 'A few words, for a table.' })
  title!: string

  @Field(() => String, { description: 'Why handicappers believe it.' })
  because!: string

  @Field(() => [FeatureCategoryEnum], { description: 'The two or three categories that work on each other.' })
  @ListSize({ assumedSize: 2 })
  categories!: readonly string[]

  @Field(() => [FeatureDefinition], { description: 'All that it reads: it is silent where one of them is missing.' })
  @ListSize({ assumedSize: 8 })
  reads!: readonly FeatureDefinition[]

  @Field(() => String, { nullable: true, description: 'When it is silent besides; null when it always speaks once all is known.' })
  silentWhen!: string | null

  @Field(() => RuleDirectnessEnum, { description: 'What it judges by.' })
  directness!: DirectnessWord

  @Field(() => RuleWeight, { nullable: true, description: 'What it is worth on top of the model; null where the model does not have it.' })
  weighed!: RuleWeight | null
}
