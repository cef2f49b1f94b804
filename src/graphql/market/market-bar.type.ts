import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { SelectionStatus } from '../../domain/vocabulary'
import { Keyed } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

const NONE = 'null where no price was shown'

@ObjectType({ description: 'What a selection did in a second, ten or sixty; with resolution TICK, one change of it. Prices shown are the best that can be backed, else the last that was matched.', simpleResolvers: true })
@RequiresScopes('live')
export class MarketBar {
  @Field(() => DateTimeScalar, { description: 'Where the bar begins; of a tick, when the source published it.' })
  at!: string

  @Field(() => ID, { description: 'The selection.' })
  selectionId!: string

  @Field(() => Runner, { nullable: true, description: 'Its runner; null where it is not matched.' })
  @Keyed('runners')
  runner!: Runner | null

  @Field(() => Float, { nullable: true, description: `First price shown, decimal; ${NONE}.` })
  open!: number | null

  @Field(() => Float, { nullable: true, description: `Longest price shown; ${NONE}.` })
  high!: number | null

  @Field(() => Float, { nullable: true, description: `Shortest price shown; ${NONE}.` })
  low!: number | null

  @Field(() => Float, { nullable: true, description: `Last price shown; ${NONE}.` })
  close!: number | null

  @Field(() => Float, { nullable: true, description: 'Best price to back at its end; null where there was none.' })
  back!: number | null

  @Field(() => Float, { nullable: true, description: 'Best price to lay at its end; null where there was none.' })
  lay!: number | null

  @Field(() => Float, { nullable: true, description: 'Price at which was matched last, at its end.' })
  lastTraded!: number | null

  @Field(() => Float, { nullable: true, description: 'Stakes matched on it by its end, in the currency of the market.' })
  matchedVolume!: number | null

  @Field(() => Int, { description: 'Changes in it; 1 of a tick.' })
  ticks!: number

  @Field(() => SelectionStatus, { nullable: true, description: 'How the selection stood; of ticks only.' })
  status!: SelectionStatus | null

  @Field(() => Boolean, { nullable: true, description: 'Whether the race was on; of ticks only.' })
  inPlay!: boolean | null

  @Field(() => Int, { nullable: true, description: 'Number of the event of the race; of ticks only.' })
  sequence!: number | null
}
