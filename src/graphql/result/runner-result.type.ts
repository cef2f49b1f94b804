import { Field, Float, Int, ObjectType } from 'type-graphql'
import { FinishStatus } from '../../domain/vocabulary'
import { Money, moneyOf } from '../money/money.type'
import { Column, Derived, FromTable } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'How a run ended. Runners that did not finish have a status that says so and no position.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('results')
export class RunnerResult {
  @Field(() => FinishStatus, { description: 'Finished, level with another, or how it ended otherwise.' })
  @Column('status')
  status!: FinishStatus

  @Field(() => Int, { nullable: true, description: 'Official position, 1 for the winner, the same for all of a dead heat; null when it did not finish.' })
  @Column('position')
  position!: number | null

  @Field(() => Boolean, { description: 'Shares its position with another.' })
  @Derived(['status'], ([status]) => status === FinishStatus.DEAD_HEAT)
  deadHeat!: boolean

  @Field(() => Float, { nullable: true, description: 'Lengths behind the runner in front; null for the winner and when unknown.' })
  @Column('margin_lengths')
  marginLengths!: number | null

  @Field(() => Float, { nullable: true, description: 'Lengths behind the winner; null when unknown.' })
  @Column('beaten_lengths')
  beatenLengths!: number | null

  @Field(() => Int, { nullable: true, description: 'Time from start to post, milliseconds; null when it was not taken.' })
  @Column('finish_time_ms')
  finishTimeMs!: number | null

  @Field(() => Float, { nullable: true, description: 'Starting price, decimal (the stake included). `Runner.startingPrice` writes it in other formats.' })
  @Column('starting_price')
  startingPriceDecimal!: number | null

  @Field(() => Float, { nullable: true, description: 'Betfair starting price, decimal; null where there was none.' })
  @Column('bsp')
  bspDecimal!: number | null

  @Field(() => Boolean, { nullable: true, description: 'Started favourite, joint favourites all; null when unknown.' })
  @Column('favourite')
  favourite!: boolean | null

  @Field(() => Money, { nullable: true, description: 'Prize won; null when unknown.' })
  @Derived(['prize', 'race.currency'], ([amount, currency]) => moneyOf(amount, currency))
  prize!: Money | null

  @Field(() => String, { nullable: true, description: 'Protest or objection, and what became of it; null when there was none.' })
  @Column('protest')
  protest!: string | null

  @Field(() => String, { nullable: true, description: 'Comment on the run, in the source\'s language.' })
  @Column('comment')
  comment!: string | null

  @Field(() => DateTimeScalar, { description: 'When it became known.' })
  @Column('known_at')
  knownAt!: string
}
