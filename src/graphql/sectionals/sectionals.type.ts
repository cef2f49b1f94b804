import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { TempoRating } from '../../domain/vocabulary'
import { ListSize } from '../cost/cost'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'A section of a run.', simpleResolvers: true })
@RequiresScopes('racing')
export class Split {
  @Field(() => Int, { description: 'Where it begins, metres from the winning post.' })
  fromM!: number

  @Field(() => Int, { description: 'Where it ends, metres from the winning post; 0 is the post.' })
  toM!: number

  @Field(() => Int, { description: 'Time for the section, milliseconds.' })
  timeMs!: number

  @Field(() => Int, { description: 'Time from the first section to the end of this one, milliseconds.' })
  cumulativeMs!: number

  @Field(() => Float, { description: 'Average speed, metres a second.' })
  speedMps!: number

  @Field(() => Int, { nullable: true, description: 'Position at the end of the section; null when unknown.' })
  position!: number | null

  @Field(() => Float, { nullable: true, description: 'Lengths behind the leader at the end of the section; null when unknown.' })
  marginLengths!: number | null
}

@ObjectType({ description: 'Section times of one runner.', simpleResolvers: true })
@RequiresScopes('racing')
export class RunnerSectionals {
  @Field(() => ID, { description: 'Id of the Runner.' })
  runnerId!: string

  @Field(() => [Split], { description: 'The sections from the start to the post.' })
  @ListSize({ assumedSize: 6 })
  splits!: readonly Split[]

  @Field(() => Int, { nullable: true, description: 'Last 200 m, milliseconds; null where no section begins there.' })
  last200Ms!: number | null

  @Field(() => Int, { nullable: true, description: 'Last 400 m, milliseconds; null where no section begins there.' })
  last400Ms!: number | null

  @Field(() => Int, { nullable: true, description: 'Last 600 m, milliseconds; null where no section begins there.' })
  last600Ms!: number | null

  @Field(() => Float, { description: 'Average speed of the fastest section, metres a second.' })
  topSpeedMps!: number

  @Field(() => Float, { nullable: true, description: 'Average speed over the last 600 m (400 m where 600 was not taken) in per cent of that over the whole run; null when sections are missing.' })
  finishingSpeedPercent!: number | null
}

@ObjectType({ description: 'Section times of a race.', simpleResolvers: true })
@RequiresScopes('racing')
export class RaceSectionals {
  @Field(() => Int, { description: 'Usual length of a section, metres. The first is often longer or shorter.' })
  intervalM!: number

  @Field(() => [Split], { description: 'The race as its leaders ran it, whoever led.' })
  @ListSize({ assumedSize: 6 })
  leaderSplits!: readonly Split[]

  @Field(() => TempoRating, { nullable: true, description: 'How fast it was run early on; null when not rated.' })
  tempo!: TempoRating | null

  @Field(() => [RunnerSectionals], { description: 'Each runner that was timed, by number.' })
  @ListSize({ assumedSize: 24 })
  runners!: readonly RunnerSectionals[]
}
