import { Field, Float, Int, ObjectType } from 'type-graphql'
import { ListSize } from '../cost/cost'
import { CalibrationBin, PairedDifference, Scores, StakingResult } from '../model/model-metrics.type'
import { DateScalar } from '../scalars/date'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'How predictions that were served came out on one day of meetings.', simpleResolvers: true })
@RequiresScopes('predictions')
export class PerformanceDay {
  @Field(() => DateScalar, { description: 'Day of the meetings.' })
  date!: string

  @Field(() => Scores, { description: 'Of the races that were scored.' })
  scores!: Scores

  @Field(() => Scores, { nullable: true, description: 'The market on those of them in which all had a starting price; null without any.' })
  market!: Scores | null

  @Field(() => PairedDifference, { nullable: true, description: 'Model less market on the same races. A day has few: the interval is wide.' })
  difference!: PairedDifference | null
}

@ObjectType({ description: 'Races that were not scored.', simpleResolvers: true })
@RequiresScopes('predictions')
export class LeftOutRaces {
  @Field(() => String, { description: '`ABANDONED`: called off or void. `NO_WINNER`: no official winner. `WALKOVER`: fewer than two ran. `RUNNER_NOT_SERVED`: somebody ran of whom the prediction said nothing.' })
  reason!: string

  @Field(() => Int, { description: 'Races.' })
  races!: number
}

@ObjectType({ description: 'How values were spread, against the races that the model was trained on. Up to .1 is little, above .25 much, by custom; features of the calendar drift by themselves.', simpleResolvers: true })
@RequiresScopes('predictions')
export class Drift {
  @Field(() => String, { description: 'Feature as `form.winRate`, or `chances`.' })
  name!: string

  @Field(() => Float, { nullable: true, description: 'Population stability index over ten bins of equal count and one for what is missing; 0 is alike.' })
  psi!: number | null

  @Field(() => Float, { nullable: true, description: 'What the index would be on average of so many runners without any drift; more where all runners of a race share the value.' })
  byLuck!: number | null
}

@ObjectType({ description: 'Drift of what a model read and of what it said. Of the newest version that was served.', simpleResolvers: true })
@RequiresScopes('predictions')
export class PerformanceDrift {
  @Field(() => Int, { description: 'Races that were counted.' })
  races!: number

  @Field(() => Int, { description: 'Their starters.' })
  runners!: number

  @Field(() => Drift, { description: 'Of the chances.' })
  chances!: Drift

  @Field(() => [Drift], { description: 'Of the inputs, the ten most drifted first.' })
  @ListSize({ assumedSize: 10 })
  inputs!: readonly Drift[]
}

@ObjectType({ description: 'A model does worse against the market than when it was evaluated, by more than the server is set to let pass.', simpleResolvers: true })
@RequiresScopes('predictions')
export class PerformanceAlert {
  @Field(() => String, { description: 'Model and version, `name@version`.' })
  model!: string

  @Field(() => String, { description: 'In words, with what to do.' })
  message!: string

  @Field(() => Int, { description: 'Races, the latest that had all starting prices.' })
  races!: number

  @Field(() => DateScalar, { description: 'Day of the first of them.' })
  since!: string

  @Field(() => Float, { description: 'Log-loss less the market\'s over these races, nats a race.' })
  difference!: number

  @Field(() => Float, { description: 'Lower end of its 95% interval.' })
  low!: number

  @Field(() => Float, { description: 'Upper end.' })
  high!: number

  @Field(() => Float, { description: 'The same difference when the model was evaluated.' })
  expected!: number

  @Field(() => Boolean, { description: 'The interval holds what was expected too.' })
  mayBeLuck!: boolean
}

@ObjectType({ description: 'How a model did with what was served: the last prediction before the off of each race, from the record, against the official result. Chances of runners that were scratched afterwards go to the others in proportion.', simpleResolvers: true })
@RequiresScopes('predictions')
export class ModelPerformance {
  @Field(() => String, { description: 'Name of the model.' })
  model!: string

  @Field(() => [Int], { description: 'Versions that were served on these days.' })
  versions!: readonly number[]

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string

  @Field(() => DateScalar, { description: 'Last day.' })
  to!: string

  @Field(() => Boolean, { description: 'Some of the races are invented: nothing of this happened.' })
  synthetic!: boolean

  @Field(() => Scores, { description: 'Of all races that were scored.' })
  scores!: Scores

  @Field(() => Scores, { nullable: true, description: 'The market on those of them in which all had a starting price, the bookmakers\' margin taken out; null without any.' })
  market!: Scores | null

  @Field(() => PairedDifference, { nullable: true, description: 'Model less market on the same races.' })
  difference!: PairedDifference | null

  @Field(() => [LeftOutRaces], { description: 'Races that were served and not scored, by reason.' })
  @ListSize({ assumedSize: 4 })
  leftOut!: readonly LeftOutRaces[]

  @Field(() => [PerformanceDay], { description: 'Day by day, oldest first; days without a scored race are not there.' })
  @ListSize({ assumedSize: 60 })
  days!: readonly PerformanceDay[]

  @Field(() => Float, { nullable: true, description: 'Expected calibration error: mean difference of foretold and observed over the bins, by runners.' })
  calibrationError!: number | null

  @Field(() => Float, { nullable: true, description: 'What that error would be on average of so few races, were the chances true.' })
  calibrationErrorByLuck!: number | null

  @Field(() => [CalibrationBin], { description: 'Foretold against observed, lowest chances first.' })
  @ListSize({ assumedSize: 10 })
  calibration!: readonly CalibrationBin[]

  @Field(() => [StakingResult], { description: 'What stated staking rules would have come to at starting prices, which nobody knows before the off.' })
  @ListSize({ assumedSize: 5 })
  staking!: readonly StakingResult[]

  @Field(() => PerformanceDrift, { nullable: true, description: 'Null for a model that keeps no record of what it was trained on.' })
  drift!: PerformanceDrift | null

  @Field(() => PerformanceAlert, { nullable: true, description: 'Null while there is nothing to warn of, or too little to tell.' })
  alert!: PerformanceAlert | null
}
