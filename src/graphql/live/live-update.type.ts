import { Field, Int, ObjectType } from 'type-graphql'
import { Race } from '../race/race.type'
import { Keyed } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'

/** What updates of all subscriptions say. */
@ObjectType({ simpleResolvers: true })
export abstract class LiveUpdateFields {
  @Field(() => Race, { description: 'The race. `source` is SYNTHETIC for an invented one.' })
  @Keyed('races')
  race!: Race

  @Field(() => Boolean, { description: 'This is all there is, and takes the place of whatever was told before: the first update, and one after a gap. Otherwise only what changed.' })
  snapshot!: boolean

  @Field(() => Int, { description: 'Number of the event of the race that this is the state after. It only rises, and may leave numbers out; give the highest as `fromSequence` to go on from there. 0 where nothing has happened yet.' })
  sequence!: number

  @Field(() => DateTimeScalar, { description: 'When it was true at the source.' })
  at!: string
}
