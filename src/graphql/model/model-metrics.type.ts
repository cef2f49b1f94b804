import { Field, Float, Int, ObjectType } from 'type-graphql'
import { ListSize } from '../cost/cost'
import { DateScalar } from '../scalars/date'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'Days, both included.', simpleResolvers: true })
@RequiresScopes('predictions')
export class DateRangeInfo {
  @Field(() => DateScalar, { description: 'First day.' })
  from!: string

  @Field(() => DateScalar, { description: 'Last day.' })
  to!: string
}

@ObjectType({ description: 'How good chances were. Means over races unless they say otherwise.', simpleResolvers: true })
@RequiresScopes('predictions')
export class Scores {
  @Field(() => Int, { description: 'Races that were judged.' })
  races!: number

  @Field(() => Int, { description: 'Their starters.' })
  runners!: number

  @Field(() => Float, { nullable: true, description: 'Minus the logarithm of the chance that the winner was given, nats a race; lower is better. The one to go by.' })
  logLoss!: number | null

  @Field(() => Float, { nullable: true, description: 'Benter\'s pseudo-R2: 1 - log-loss over that of equal chances. 0 knows nothing.' })
  pseudoR2!: number | null

  @Field(() => Float, { nullable: true, description: 'Share of races that the first pick won.' })
  top1Accuracy!: number | null

  @Field(() => Float, { nullable: true, description: 'Share of races whose winner was among the three highest, ties split.' })
  top3Accuracy!: number | null

  @Field(() => Float, { nullable: true, description: 'Mean over runners of (chance - won) squared.' })
  brier!: number | null

  @Field(() => Float, { nullable: true, description: 'Chance that a winner was given more than a loser, over all runners together; it is high for any model that knows field sizes.' })
  auc!: number | null
}

@ObjectType({ description: 'Runners with alike chances: what was foretold and what came.', simpleResolvers: true })
@RequiresScopes('predictions')
export class CalibrationBin {
  @Field(() => Float, { nullable: true, description: 'Mean chance.' })
  predicted!: number | null

  @Field(() => Float, { nullable: true, description: 'Share that won.' })
  observed!: number | null

  @Field(() => Int, { description: 'Runners.' })
  count!: number
}

@ObjectType({ description: 'Two models on the same races, by bootstrap over races.', simpleResolvers: true })
@RequiresScopes('predictions')
export class PairedDifference {
  @Field(() => String, { description: 'Against whom.' })
  against!: string

  @Field(() => Float, { nullable: true, description: 'Log-loss of the model less that of the other, nats a race; below 0 the model is better.' })
  difference!: number | null

  @Field(() => Float, { nullable: true, description: 'Lower end of the interval.' })
  low!: number | null

  @Field(() => Float, { nullable: true, description: 'Upper end.' })
  high!: number | null

  @Field(() => Float, { description: 'Level of the interval, e.g. 0.95.' })
  level!: number

  @Field(() => Int, { description: 'Races that both could tell.' })
  races!: number
}

@ObjectType({ description: 'What betting by a stated rule at starting prices would have come to.', simpleResolvers: true })
@RequiresScopes('predictions')
export class StakingResult {
  @Field(() => String, { description: 'Name of the rule.' })
  rule!: string

  @Field(() => String, { description: 'The rule in words.' })
  description!: string

  @Field(() => Int, { description: 'Bets.' })
  bets!: number

  @Field(() => Float, { nullable: true, description: 'Profit over stakes; null without bets.' })
  roi!: number | null

  @Field(() => Float, { nullable: true, description: 'Lower end of its 95% interval; null where there are too few bets.' })
  low!: number | null

  @Field(() => Float, { nullable: true, description: 'Upper end.' })
  high!: number | null

  @Field(() => Boolean, { description: 'The whole interval is above 0: only then is there anything to speak of.' })
  edge!: boolean
}

@ObjectType({ description: 'What is lost without a feature, or a category of them.', simpleResolvers: true })
@RequiresScopes('predictions')
export class FeatureImportance {
  @Field(() => String, { description: 'Feature as `form.winRate`, or category as `form`.' })
  name!: string

  @Field(() => Float, { nullable: true, description: 'Log-loss that is lost when it is shuffled between races, nats a race.' })
  loss!: number | null

  @Field(() => Float, { nullable: true, description: 'Lower end of its interval.' })
  low!: number | null

  @Field(() => Float, { nullable: true, description: 'Upper end.' })
  high!: number | null
}

@ObjectType({ description: 'How a model did on races that came after those it was fitted on.', simpleResolvers: true })
@RequiresScopes('predictions')
export class ModelMetrics extends Scores {
  @Field(() => DateRangeInfo, { description: 'Days of the races.' })
  evaluatedOn!: DateRangeInfo

  @Field(() => Boolean, { description: 'The races are invented.' })
  synthetic!: boolean

  @Field(() => Boolean, { description: 'Part of the races were trained on: the scores are too good.' })
  inSample!: boolean

  @Field(() => Float, { nullable: true, description: 'Log-loss of equal chances on the same races.' })
  uniformLogLoss!: number | null

  @Field(() => Scores, { nullable: true, description: 'The market on the same races: starting prices as they stand, the bookmakers\' margin taken out; null where races have none.' })
  market!: Scores | null

  @Field(() => [PairedDifference], { description: 'Against the market and other models.' })
  @ListSize({ assumedSize: 4 })
  paired!: readonly PairedDifference[]

  @Field(() => Float, { nullable: true, description: 'Share of right yes and no, the first pick of each race being a yes and everybody else a no.' })
  accuracy!: number | null

  @Field(() => Float, { nullable: true, description: 'Share of first picks that won.' })
  precision!: number | null

  @Field(() => Float, { nullable: true, description: 'Share of winners that were first picks.' })
  recall!: number | null

  @Field(() => Float, { nullable: true, description: 'Harmonic mean of precision and recall.' })
  f1!: number | null

  @Field(() => Float, { nullable: true, description: 'Expected calibration error: mean difference of foretold and observed over the bins, by runners.' })
  calibrationError!: number | null

  @Field(() => [CalibrationBin], { description: 'Foretold against observed, lowest chances first.' })
  @ListSize({ assumedSize: 20 })
  calibration!: readonly CalibrationBin[]

  @Field(() => [StakingResult], { description: 'What stated staking rules would have come to.' })
  @ListSize({ assumedSize: 5 })
  staking!: readonly StakingResult[]

  @Field(() => [FeatureImportance], { description: 'By category of features, the most important first; empty where it was not measured.' })
  @ListSize({ assumedSize: 20 })
  categoryImportance!: readonly FeatureImportance[]

  @Field(() => [FeatureImportance], { description: 'By feature, the most important first; empty where it was not measured.' })
  @ListSize({ assumedSize: 50 })
  importance!: readonly FeatureImportance[]
}
