import { Field, Float, Int, ObjectType } from 'type-graphql'
import type { DataSource } from '../../domain/vocabulary'
import { Jurisdiction, MeetingTier, Surface, TrackDirection } from '../../domain/vocabulary'
import { connectionOf } from '../connection/connection-of'
import { CacheFor } from '../cost/cost'
import { GlobalId, Source } from '../node/node-fields'
import { Node } from '../node/node.type'
import { Column, Derived, FromTable } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'A place on the earth.', simpleResolvers: true })
@RequiresScopes('racing')
export class Coordinates {
  @Field(() => Float, { description: 'Degrees north of the equator, -90 to 90.' })
  latitude!: number

  @Field(() => Float, { description: 'Degrees east of Greenwich, -180 to 180.' })
  longitude!: number
}

@ObjectType({ implements: Node, description: 'A racecourse.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('venues')
@CacheFor(3600)
export class Venue implements Node {
  @GlobalId('Venue')
  id!: string

  @Source()
  source!: DataSource

  @Field(() => String, { description: 'Short unique code, e.g. `ST` for Sha Tin.' })
  @Column('code')
  code!: string

  @Field(() => String, { description: 'Name in English.' })
  @Column('name')
  name!: string

  @Field(() => String, { nullable: true, description: 'State or province, e.g. `VIC`; null where there is none.' })
  @Column('state')
  state!: string | null

  @Field(() => Jurisdiction, { description: 'Racing authority.' })
  @Column('country')
  country!: Jurisdiction

  @Field(() => String, { description: 'IANA time zone in which its dates are to be read, e.g. `Asia/Hong_Kong`.' })
  @Column('timezone')
  timezone!: string

  @Field(() => [Surface], { description: 'Surfaces it races on; empty when unknown.' })
  @Column('surfaces')
  surfaces!: readonly Surface[]

  @Field(() => TrackDirection, { nullable: true, description: 'The way round; null when unknown.' })
  @Column('direction')
  direction!: TrackDirection | null

  @Field(() => Int, { nullable: true, description: 'Length of a lap, metres.' })
  @Column('circumference_m')
  circumferenceM!: number | null

  @Field(() => Int, { nullable: true, description: 'Length of the home straight, metres.' })
  @Column('straight_m')
  straightM!: number | null

  @Field(() => Coordinates, { nullable: true, description: 'Where it is; null when unknown.' })
  @Derived(['latitude', 'longitude'], ([latitude, longitude]) => (latitude === null || longitude === null ? null : { latitude, longitude }))
  location!: Coordinates | null

  @Field(() => MeetingTier, { nullable: true, description: 'Usual standing of its meetings; null where there is no such thing.' })
  @Column('tier')
  tier!: MeetingTier | null
}

export const VenueConnection = connectionOf('Venue', 'venues', () => Venue)
