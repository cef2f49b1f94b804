import { Field, Int, ObjectType } from 'type-graphql'
import type { MarketEvent as ToldEvent } from '../../domain/market-view'
import { Column, Derived } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

/** A fact that the source tells in the market's definition. */
const Told = <K extends keyof ToldEvent>(name: K) => Derived(['event'], ([event]) => (event as ToldEvent)[name] ?? null)

@ObjectType({ description: 'What a source says of the race that a market is of, in its own words; null what it does not say.', simpleResolvers: true })
@RequiresScopes('live')
export class MarketEvent {
  @Field(() => String, { nullable: true, description: 'The source\'s own id of the meeting.' })
  @Told('eventId')
  eventId!: string | null

  @Field(() => String, { nullable: true, description: 'Meeting, e.g. `Lingfield 6th Jan`.' })
  @Told('eventName')
  eventName!: string | null

  @Field(() => String, { nullable: true, description: 'Race, e.g. `R3 1200m Hcap`.' })
  @Told('marketName')
  marketName!: string | null

  @Field(() => String, { nullable: true, description: 'Venue.' })
  @Told('venue')
  venue!: string | null

  @Field(() => String, { nullable: true, description: 'Country, two letters as a rule.' })
  @Told('countryCode')
  countryCode!: string | null

  @Field(() => String, { nullable: true, description: 'Time zone.' })
  @Told('timezone')
  timezone!: string | null

  @Field(() => Int, { nullable: true, description: 'Number of the race.' })
  @Told('raceNumber')
  raceNumber!: number | null

  @Field(() => Int, { nullable: true, description: 'How many selections win.' })
  @Told('numberOfWinners')
  numberOfWinners!: number | null

  @Field(() => DateTimeScalar, { description: 'Advertised start.' })
  @Column('starts_at')
  startsAt!: string
}
