import { Field, Float, Int, ObjectType } from 'type-graphql'
import { DataSource } from '../../domain/vocabulary'
import { CacheFor, Cost, ListSize } from '../cost/cost'
import { ALL_FEATURES, FeatureDefinition } from '../feature/feature.type'
import { ModelRules } from '../integration/model-rules.type'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { ModelKindEnum, type ModelKindWord } from './model.enum'
import { DateRangeInfo, ModelMetrics } from './model-metrics.type'

@ObjectType({ description: 'Races that a model was made from.', simpleResolvers: true })
@RequiresScopes('predictions')
export class TrainingRange extends DateRangeInfo {
  @Field(() => Int, { description: 'Races.' })
  races!: number

  @Field(() => Int, { description: 'Their starters.' })
  runners!: number
}

@ObjectType({ description: 'A setting that a model was fitted with.', simpleResolvers: true })
@RequiresScopes('predictions')
export class ModelParameter {
  @Field(() => String, { description: 'Name of the setting.' })
  name!: string

  @Field(() => String, { description: 'Value, as text.' })
  value!: string
}

@ObjectType({ description: 'One version of a model, with its card. A model with `synthetic: true` learned from an invented world and knows nothing of real racing.', simpleResolvers: true })
@RequiresScopes('predictions')
@CacheFor(60)
export class Model {
  @Field(() => String, { description: 'Name.' })
  name!: string

  @Field(() => Int, { description: 'Version, from 1.' })
  version!: number

  @Field(() => [String], { description: 'Aliases that point at it: `champion`, `fundamentals`, both or none.' })
  aliases!: readonly string[]

  @Field(() => ModelKindEnum, { description: 'How it is made.' })
  kind!: ModelKindWord

  @Field(() => String, { description: 'Title for people.' })
  title!: string

  @Field(() => String, { description: 'What it is for.' })
  purpose!: string

  @Field(() => String, { description: 'What it must not be used for.' })
  notFor!: string

  @Field(() => [String], { description: 'What is known to be wrong with it.' })
  limits!: readonly string[]

  @Field(() => Boolean, { description: 'Trained on invented races, in part or whole: its predictions say nothing of real racing.' })
  synthetic!: boolean

  @Field(() => [DataSource], { description: 'Where the races came from that it was trained on.' })
  @ListSize({ assumedSize: 2 })
  sources!: readonly string[]

  @Field(() => Boolean, { description: 'It reads a price of the race itself, and has no prediction where there is none.' })
  usesPrices!: boolean

  @Field(() => String, { description: 'Set of definitions that its features were computed by.' })
  featureSet!: string

  @Field(() => [FeatureDefinition], { description: 'What it reads, in the order of the registry.' })
  @ListSize({ assumedSize: ALL_FEATURES })
  features!: readonly FeatureDefinition[]

  @Field(() => TrainingRange, { description: 'Races that it was fitted on.' })
  trainedOn!: TrainingRange

  @Field(() => TrainingRange, { nullable: true, description: 'Later races by which its settings were chosen; null where nothing was chosen.' })
  validatedOn!: TrainingRange | null

  @Field(() => Boolean, { description: 'It was fitted again on both together, after every choice was made.' })
  refitted!: boolean

  @Field(() => String, { description: 'SHA-256 of all numbers that it was fitted on.' })
  dataDigest!: string

  @Field(() => Int, { description: 'Seed: the same seed and data give the same model.' })
  seed!: number

  @Field(() => [ModelParameter], { description: 'Settings that it was fitted with.' })
  @ListSize({ assumedSize: 20 })
  parameters!: readonly ModelParameter[]

  @Field(() => [String], { description: 'Models that it is made of; empty for one that is alone.' })
  members!: readonly string[]

  @Field(() => Float, { nullable: true, description: 'Multiplies the spread of its members, so that intervals hold what they promise; null where it gives none.' })
  intervalFactor!: number | null

  @Field(() => DateTimeScalar, { description: 'When it was fitted.' })
  trainedAt!: string

  @Field(() => ModelMetrics, { nullable: true, description: 'How it did on races after all that it was chosen by, where there were any, else on the validation races; null where it was never evaluated.' })
  metrics!: ModelMetrics | null

  @Field(() => ModelRules, { nullable: true, description: 'How rules work on top of it; null for a model without. What each rule is worth: `integrationRules`.' })
  @Cost(5)
  rules!: ModelRules | null
}
