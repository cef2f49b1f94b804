import { Field, Float, ObjectType } from 'type-graphql'
import { Column, FromTable } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'Where the running rail stands.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('meetings')
export class RailPosition {
  @Field(() => String, { description: 'In the source\'s own words, e.g. `Out 3 m entire circuit`.' })
  @Column('rail_text')
  text!: string

  @Field(() => Float, { nullable: true, description: 'Metres out from the true position; null when it differs along the course or is unknown.' })
  @Column('rail_offset_m')
  offsetM!: number | null
}
