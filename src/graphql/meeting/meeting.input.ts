import { Field, ID, InputType, registerEnumType } from 'type-graphql'
import { DataSource, Jurisdiction, MeetingStatus, MeetingTier, RaceKind } from '../../domain/vocabulary'
import { Conditions } from '../filter/conditions'
import { DateRange } from '../filter/range.input'
import { SortDirection } from '../filter/sort-direction'
import type { At, Param } from '../read/mapping'

@InputType({ description: 'All conditions that are given must hold. An empty list matches nothing.' })
export class MeetingFilter {
  @Field(() => DateRange, { nullable: true, description: 'Days, in the venue\'s time zone.' })
  dates?: DateRange | null

  @Field(() => [ID], { nullable: true, description: 'Ids of venues; at most 100.' })
  venues?: readonly string[] | null

  @Field(() => [String], { nullable: true, description: 'States or provinces, e.g. `VIC`.' })
  states?: readonly string[] | null

  @Field(() => [Jurisdiction], { nullable: true, description: 'Racing authorities.' })
  countries?: readonly Jurisdiction[] | null

  @Field(() => [MeetingTier], { nullable: true, description: 'Standings.' })
  tiers?: readonly MeetingTier[] | null

  @Field(() => [MeetingStatus], { nullable: true, description: 'How far meetings have come.' })
  status?: readonly MeetingStatus[] | null

  @Field(() => [RaceKind], { nullable: true, description: 'Kinds of meeting. All when left out, barrier trials among them.' })
  kinds?: readonly RaceKind[] | null

  @Field(() => [DataSource], { nullable: true, description: 'Where meetings come from; leave SYNTHETIC out to see real ones only.' })
  sources?: readonly DataSource[] | null
}

export const MeetingSort = { DATE: 'DATE', VENUE: 'VENUE' } as const
export type MeetingSort = keyof typeof MeetingSort
registerEnumType(MeetingSort, { name: 'MeetingSort', description: 'What meetings can be ordered by.', valuesConfig: { DATE: { description: 'The day.' }, VENUE: { description: 'Name of the venue.' } } })

@InputType({ description: 'An order of meetings. The first of a list counts most.' })
export class MeetingOrder {
  @Field(() => MeetingSort, { description: 'What to order by.' })
  by!: MeetingSort

  @Field(() => SortDirection, { defaultValue: SortDirection.ASC, description: 'Which end comes first.' })
  direction!: SortDirection
}

export const meetingConditions = (t: At, param: Param, filter: MeetingFilter | null | undefined): string =>
  new Conditions(t, param)
    .dates('date', 'filter.dates', filter?.dates)
    .anyId('venue_id', 'filter.venues', filter?.venues, 'Venue')
    .anyOf('venue.state', 'filter.states', filter?.states)
    .anyOf('venue.country', 'filter.countries', filter?.countries)
    .anyOf('tier', 'filter.tiers', filter?.tiers)
    .anyOf('status', 'filter.status', filter?.status)
    .anyOf('kind', 'filter.kinds', filter?.kinds)
    .anyOf('source', 'filter.sources', filter?.sources)
    .sql()
