import { Field, Float, InputType, Int } from 'type-graphql'
import { DateScalar } from '../scalars/date'

@InputType({ description: 'Whole numbers between two ends, both included. An end that is left out is open.' })
export class IntRange {
  @Field(() => Int, { nullable: true, description: 'At least this.' })
  gte?: number | null

  @Field(() => Int, { nullable: true, description: 'At most this.' })
  lte?: number | null
}

@InputType({ description: 'Numbers between two ends, both included. An end that is left out is open.' })
export class FloatRange {
  @Field(() => Float, { nullable: true, description: 'At least this.' })
  gte?: number | null

  @Field(() => Float, { nullable: true, description: 'At most this.' })
  lte?: number | null
}

@InputType({ description: 'Days between two ends, both included. An end that is left out is open.' })
export class DateRange {
  @Field(() => DateScalar, { nullable: true, description: 'On this day or later.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'On this day or earlier.' })
  to?: string | null
}
