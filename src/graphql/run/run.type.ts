import { Field, Float, Int, ObjectType } from 'type-graphql'
import { isTrial } from '../../domain/trial'
import { connectionOf } from '../connection/connection-of'
import { Cost, ListSize } from '../cost/cost'
import { ratingOf, TrackRating } from '../going/track-rating.type'
import { Horse } from '../horse/horse.type'
import { Jockey } from '../jockey/jockey.type'
import { Race } from '../race/race.type'
import { Batched, Column, Derived, FromTable, Joined } from '../read/mapping'
import { InRunning, InRunningPosition } from '../result/in-running-position.type'
import { RunnerResult } from '../result/runner-result.type'
import { loadDaysSinceLastRun, loadPrepRunNumber, PREPARATION_COLUMNS } from '../runner/load-preparation'
import { Runner } from '../runner/runner.type'
import { DateScalar } from '../scalars/date'
import { RequiresScopes } from '../scopes/requires-scopes'
import { loadRunnerSectionals } from '../sectionals/load-runner-sectionals'
import { RunnerSectionals } from '../sectionals/sectionals.type'
import { Trainer } from '../trainer/trainer.type'
import { Venue } from '../venue/venue.type'

@ObjectType({ description: 'A runner seen from afterwards: one line of form, whose result is known.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('runners')
export class Run {
  @Field(() => Runner, { description: 'The runner that this run was, with all that the card said.' })
  @Joined('')
  runner!: Runner

  @Field(() => Race, { description: 'The race.' })
  @Joined('race')
  race!: Race

  @Field(() => Horse, { description: 'The horse.' })
  @Joined('horse')
  horse!: Horse

  @Field(() => Jockey, { nullable: true, description: 'Who rode; null when unknown.' })
  @Joined('jockey')
  jockey!: Jockey | null

  @Field(() => Trainer, { nullable: true, description: 'Who trained the horse then; null when unknown.' })
  @Joined('trainer')
  trainer!: Trainer | null

  @Field(() => DateScalar, { description: 'The day, in the venue\'s time zone.' })
  @Column('race.meeting.date')
  date!: string

  @Field(() => Venue, { description: 'Where it was.' })
  @Joined('race.meeting.venue')
  venue!: Venue

  @Field(() => Int, { nullable: true, description: 'Distance, metres; null when unknown.' })
  @Column('race.distance_m')
  distanceM!: number | null

  @Field(() => TrackRating, { nullable: true, description: 'The going as the result states it; `race.trackRating` has the readings.' })
  @Derived(['race.going', 'race.going_number', 'race.number'], ([label, number, raceNumber]) => ratingOf(label, number, raceNumber))
  going!: TrackRating | null

  @Field(() => RunnerResult, { nullable: true, description: 'How it ended.' })
  @Joined('result')
  result!: RunnerResult | null

  @Field(() => RunnerSectionals, { nullable: true, description: 'Section times; null when none were taken.' })
  @Batched({ columns: ['id'], load: loadRunnerSectionals })
  sectionals!: RunnerSectionals | null

  @Field(() => Float, { nullable: true, description: 'Weight carried, kilograms; null when unknown. `runner.weight` has it in other units.' })
  @Column('weight_kg')
  weightKg!: number | null

  @Field(() => Int, { nullable: true, description: 'Barrier (draw), counted from the rail; null when unknown.' })
  @Column('barrier')
  barrier!: number | null

  @Field(() => Float, { nullable: true, description: 'Starting price, decimal; null when there was none.' })
  @Column('result.starting_price')
  startingPriceDecimal!: number | null

  @Field(() => [InRunningPosition], { description: 'Where it lay during the race, from the start to the post; empty when unknown.' })
  @InRunning()
  @ListSize({ assumedSize: 8 })
  inRunning!: readonly InRunningPosition[]

  @Field(() => String, { nullable: true, description: 'Comment on the run, in the source\'s language.' })
  @Column('result.comment')
  comment!: string | null

  @Field(() => Boolean, { description: 'A barrier trial or jump-out.' })
  @Derived(['race.kind'], ([kind]) => isTrial(kind))
  isTrial!: boolean

  @Field(() => Int, { description: 'Which run of its preparation it was, from 1. Trials do not count.' })
  @Batched({ columns: PREPARATION_COLUMNS, load: loadPrepRunNumber })
  @Cost(1)
  prepRunNumber!: number

  @Field(() => Int, { nullable: true, description: 'Days since the start before, trials aside; null for the debut.' })
  @Batched({ columns: PREPARATION_COLUMNS, load: loadDaysSinceLastRun })
  @Cost(1)
  daysSincePrevious!: number | null
}

export const RunConnection = connectionOf('Run', 'runs', () => Run)
