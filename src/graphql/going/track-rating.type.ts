import { Field, Float, Int, ObjectType } from 'type-graphql'
import { GoingLabel } from '../../domain/vocabulary'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'A reading of the state of the ground.', simpleResolvers: true })
@RequiresScopes('racing')
export class TrackRating {
  @Field(() => GoingLabel, { description: 'The going in a word.' })
  label!: GoingLabel

  @Field(() => Int, { nullable: true, description: 'Australian scale, 1 (firmest) to 10 (heaviest); null elsewhere.' })
  number!: number | null

  @Field(() => String, { nullable: true, description: 'In the source\'s own words.' })
  text!: string | null

  @Field(() => Float, { nullable: true, description: 'Penetrometer reading, centimetres: the softer the larger.' })
  penetrometer!: number | null

  @Field(() => Float, { nullable: true, description: 'GoingStick reading, 0 to 15: the firmer the larger.' })
  goingStick!: number | null

  @Field(() => Int, { nullable: true, description: 'Number of the race that it was taken for; null when it is for the whole meeting.' })
  raceNumber!: number | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken; null when it was only published with the result.' })
  observedAt!: string | null
}

/** The reading that a result states, for races that have no reading of their own. */
export const ratingOf = (label: GoingLabel | null, number: number | null, raceNumber: number | null): TrackRating | null =>
  label === null ? null : { label, number, text: null, penetrometer: null, goingStick: null, raceNumber, observedAt: null }
