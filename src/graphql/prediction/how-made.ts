import { Field, ObjectType } from 'type-graphql'
import { DateTimeScalar } from '../scalars/date-time'

/** What predictions, explanations and matrices all say of how they were made. */
@ObjectType({ simpleResolvers: true })
export abstract class HowMade {
  @Field(() => DateTimeScalar, { description: 'When it was worked out.' })
  generatedAt!: string

  @Field(() => DateTimeScalar, { description: 'Instant before which everything of card and history was known; never after the start.' })
  asOf!: string

  @Field(() => DateTimeScalar, { description: 'The same for prices: after the start it lets starting prices in.' })
  marketAsOf!: string

  @Field(() => Boolean, { description: 'Results or cards were imported that the history behind it does not hold yet.' })
  stale!: boolean

  @Field(() => Boolean, { description: 'Inputs are missing of all runners that races had in training: see `missingInputs` of the prediction.' })
  degraded!: boolean
}
