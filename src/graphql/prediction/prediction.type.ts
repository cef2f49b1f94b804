import { Arg, createUnionType, Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { OddsFormat, PriceSource } from '../../domain/vocabulary'
import { Confidence } from '../confidence/confidence.type'
import { CacheFor, Cost, ListSize } from '../cost/cost'
import { ExoticTypeEnum } from '../exotic/exotic.enum'
import { ExoticProbability } from '../exotic/exotic.type'
import type { ExoticType } from '../../usecases/order-of-finish'
import { FeatureDefinition } from '../feature/feature.type'
import { Model } from '../model/model.type'
import { concreteType } from '../node/node.type'
import { Race } from '../race/race.type'
import { Keyed, planned } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { RequiresScopes } from '../scopes/requires-scopes'
import { PredictionBlend } from './blend.type'
import { HowMade } from './how-made'
import { NoPredictionReasonEnum, PredictionTarget, type NoPredictionWord } from './prediction.enum'
import { Target } from './prediction-args'

/** A prediction holds while nothing new is known; a few seconds are bearable before the off. */
const HOLDS_SECONDS = 5

@ObjectType({ description: 'Where a probability lies, by how far the members of the ensemble are apart. It says how sure the model is of itself, not how good it is.', simpleResolvers: true })
@RequiresScopes('predictions')
export class Interval {
  @Field(() => Float, { description: 'Lower end.' })
  low!: number

  @Field(() => Float, { description: 'Upper end.' })
  high!: number

  @Field(() => Float, { description: 'Share of cases that it is meant to hold, 0.9. The card of the model says how much it held.' })
  level!: number
}

@ObjectType({ description: 'What a probability is worth at one price. It is arithmetic, no advice: a model that differs from the market is mostly wrong.', simpleResolvers: true })
@RequiresScopes(['predictions', 'live'])
export class PriceEdge {
  @Field(() => PriceSource, { description: 'Who makes the price. STARTING_PRICE is known only after the start.' })
  source!: PriceSource

  @Field(() => String, { nullable: true, description: 'Code of the bookmaker; null where a price is nobody\'s in particular.' })
  bookmaker!: string | null

  @Field(() => Float, { description: 'The last price that was known at the instant, decimal odds, the stake included.' })
  price!: number

  @Field(() => Float, { description: 'Profit to be expected of one unit staked, were the probability right: probability x price - 1. Negative for most runners at most prices.' })
  edge!: number

  @Field(() => Float, { description: 'Share of the bank that grows it fastest, were the probability right (Kelly): edge / (price - 1), 0 without an edge. Nobody sane stakes all of it.' })
  kellyFraction!: number
}

@ObjectType({ description: 'What one feature adds to the score of a runner.', simpleResolvers: true })
@RequiresScopes('predictions')
export class FeatureContribution {
  @Field(() => FeatureDefinition, { description: 'The feature.' })
  feature!: FeatureDefinition

  @Field(() => Float, { nullable: true, description: 'Its value; null when it is missing.' })
  value!: number | null

  @Field(() => String, { nullable: true, description: 'The value as people read it; null when it is missing.' })
  text!: string | null

  @Field(() => Float, { description: 'Added to the natural logarithm of the chance beyond what it adds on average of the field, before the chances of the race are made to sum to 1: 0.7 doubles it against the rest.' })
  effect!: number
}

@ObjectType({ description: 'What a model says of one runner.', simpleResolvers: true })
@RequiresScopes('predictions')
@CacheFor(HOLDS_SECONDS)
export class Prediction extends HowMade {
  @Field(() => ID, { description: 'Id of the Runner.' })
  runnerId!: string

  @Field(() => Runner, { description: 'The runner.' })
  @Keyed('runners')
  runner!: Runner

  @Field(() => Model, { description: 'Who says so.' })
  model!: Model

  @Field(() => PredictionTarget, { description: 'What the probability is of.' })
  target!: PredictionTarget

  @Field(() => Float, { description: 'Probability, 0 to 1. Those of winning sum to 1 over the starters of the race.' })
  probability!: number

  @Field(() => Int, { description: 'Rank among the starters, 1 = most likely; ties share the better rank.' })
  rank!: number

  @Field(() => String, { nullable: true, description: 'The price at which a bet would be fair, 1 / probability; null for a probability of 0.' })
  fairOdds(@Arg('format', () => OddsFormat, { nullable: true, defaultValue: OddsFormat.DECIMAL, description: 'How to write it.' }) _format: OddsFormat): string | null { return planned() }

  @Field(() => [PriceEdge], { description: 'What it is worth at each price known at the instant, by source and bookmaker; empty without prices. Win prices for WIN, place prices for PLACE, none for other targets.' })
  @ListSize({ assumedSize: 4 })
  edges(@Arg('sources', () => [PriceSource], { nullable: true, description: 'Only prices made by these.' }) _sources: readonly PriceSource[] | null): readonly PriceEdge[] { return planned() }

  @Field(() => Float, { nullable: true, description: 'Edge at the longest price; null without one.' })
  @RequiresScopes('live')
  edge(@Arg('source', () => PriceSource, { nullable: true, description: 'Prices of this source. Left out: what is on offer (FIXED, TOTE, EXCHANGE), else the starting price.' }) _source: PriceSource | null): number | null { return planned() }

  @Field(() => Float, { nullable: true, description: 'Kelly fraction at the same price; null without one.' })
  @RequiresScopes('live')
  kellyFraction(@Arg('source', () => PriceSource, { nullable: true, description: 'As of `edge`.' }) _source: PriceSource | null): number | null { return planned() }

  @Field(() => Interval, { nullable: true, description: 'Null where the model is alone and for other targets than WIN.' })
  interval!: Interval | null

  @Field(() => Confidence, { nullable: true, description: 'How far it is to be trusted; null where the model cannot say, and for other targets than WIN.' })
  confidence!: Confidence | null

  @Field(() => [FeatureContribution], { nullable: true, description: 'What its score is made of, the weightiest first; null where the model cannot say.' })
  @ListSize({ assumedSize: 10, slicingArguments: ['first'] })
  contributions(@Arg('first', () => Int, { nullable: true, defaultValue: 10, description: 'At most this many, 1 to 100.' }) _first: number): readonly FeatureContribution[] | null { return planned() }

  @Field(() => PredictionBlend, { nullable: true, description: 'What of it is due to a language model; null for a model without one.' })
  blend!: PredictionBlend | null

  @Field(() => [FeatureDefinition], { description: 'Features that no runner of the race has, while hardly a race lacked them in training.' })
  @ListSize({ assumedSize: 10 })
  missingInputs!: readonly FeatureDefinition[]
}

@ObjectType({ description: 'What a model says of a race.', simpleResolvers: true })
@RequiresScopes('predictions')
@CacheFor(HOLDS_SECONDS)
export class RacePrediction extends HowMade {
  @Field(() => Race, { description: 'The race.' })
  @Keyed('races')
  race!: Race

  @Field(() => Model, { description: 'Who says so.' })
  model!: Model

  @Field(() => [Prediction], { description: 'Those that were to start, most likely first.' })
  @ListSize({ assumedSize: 24 })
  predictions(@Target() _target: PredictionTarget): readonly Prediction[] { return planned() }

  @Field(() => Confidence, { nullable: true, description: 'How far the prediction of the race is to be trusted; null where the model cannot say.' })
  confidence!: Confidence | null

  @Field(() => [ExoticProbability], { description: 'The likeliest combinations of a bet on more than the winner; empty in a field too small for it.' })
  @Cost(2)
  @ListSize({ assumedSize: 10, slicingArguments: ['first'] })
  exotics(
    @Arg('type', () => ExoticTypeEnum, { description: 'The bet.' }) _type: ExoticType,
    @Arg('first', () => Int, { nullable: true, defaultValue: 10, description: 'At most this many, 1 to 100.' }) _first: number,
  ): readonly ExoticProbability[] { return planned() }

  @Field(() => String, { description: 'Set of definitions that the features were computed by.' })
  featureSet!: string

  @Field(() => PredictionBlend, { nullable: true, description: 'What of it is due to a language model; null for a model without one.' })
  blend!: PredictionBlend | null

  @Field(() => [FeatureDefinition], { description: 'Features that no runner of the race has, while hardly a race lacked them in training.' })
  @ListSize({ assumedSize: 10 })
  missingInputs!: readonly FeatureDefinition[]
}

@ObjectType({ description: 'There is no prediction, for a reason that is no error.', simpleResolvers: true })
@RequiresScopes('predictions')
@CacheFor(HOLDS_SECONDS)
export class NoPrediction {
  @Field(() => NoPredictionReasonEnum, { description: 'Why.' })
  reason!: NoPredictionWord

  @Field(() => String, { description: 'What is wrong and what to do, for people.' })
  message!: string
}

const resolveType = (value: unknown): string => concreteType(value as { readonly __typename?: string })
export const RacePredictionResult = createUnionType({ name: 'RacePredictionResult', description: 'A prediction of a race, or why there is none.', types: () => [RacePrediction, NoPrediction] as const, resolveType })
export const PredictionResult = createUnionType({ name: 'PredictionResult', description: 'A prediction of a runner, or why there is none.', types: () => [Prediction, NoPrediction] as const, resolveType })
