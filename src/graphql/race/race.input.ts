import { Field, ID, InputType, registerEnumType } from 'type-graphql'
import { DataSource, GoingLabel, Jurisdiction, RaceKind, RacePattern, RaceStatus, Surface } from '../../domain/vocabulary'
import { Conditions } from '../filter/conditions'
import { DateRange, IntRange } from '../filter/range.input'
import { SortDirection } from '../filter/sort-direction'
import { fromGlobalId } from '../node/global-id'
import type { At, Param } from '../read/mapping'

@InputType({ description: 'All conditions that are given must hold. An empty list matches nothing.' })
export class RaceFilter {
  @Field(() => DateRange, { nullable: true, description: 'Days of the meeting, in the venue\'s time zone.' })
  dates?: DateRange | null

  @Field(() => [ID], { nullable: true, description: 'Ids of venues; at most 100.' })
  venues?: readonly string[] | null

  @Field(() => [Jurisdiction], { nullable: true, description: 'Racing authorities.' })
  countries?: readonly Jurisdiction[] | null

  @Field(() => [RaceStatus], { nullable: true, description: 'How far races have come.' })
  status?: readonly RaceStatus[] | null

  @Field(() => IntRange, { nullable: true, description: 'Distance, metres. Races of unknown distance match no range.' })
  distance?: IntRange | null

  @Field(() => [GoingLabel], { nullable: true, description: 'Going as the result states it.' })
  goings?: readonly GoingLabel[] | null

  @Field(() => [String], { nullable: true, description: 'Class codes as the source writes them, e.g. `4`; at most 100.' })
  classes?: readonly string[] | null

  @Field(() => IntRange, { nullable: true, description: 'Number of runners that take part.' })
  fieldSize?: IntRange | null

  @Field(() => [RacePattern], { nullable: true, description: 'Black-type standings.' })
  patterns?: readonly RacePattern[] | null

  @Field(() => [Surface], { nullable: true, description: 'Surfaces.' })
  surfaces?: readonly Surface[] | null

  @Field(() => [RaceKind], { nullable: true, description: 'Sorts of contest. All when left out, barrier trials among them.' })
  kinds?: readonly RaceKind[] | null

  @Field(() => [ID], { nullable: true, description: 'Races in which any of these horses is entered; at most 100.' })
  horseIds?: readonly string[] | null

  @Field(() => [DataSource], { nullable: true, description: 'Where races come from; leave SYNTHETIC out to see real ones only.' })
  sources?: readonly DataSource[] | null
}

export const RaceSort = { START: 'START', DISTANCE: 'DISTANCE', PRIZE: 'PRIZE' } as const
export type RaceSort = keyof typeof RaceSort
registerEnumType(RaceSort, {
  name: 'RaceSort',
  description: 'What races can be ordered by.',
  valuesConfig: { START: { description: 'Scheduled start.' }, DISTANCE: { description: 'Distance.' }, PRIZE: { description: 'Total prize, whatever the currency.' } },
})

@InputType({ description: 'An order of races. The first of a list counts most.' })
export class RaceOrder {
  @Field(() => RaceSort, { description: 'What to order by.' })
  by!: RaceSort

  @Field(() => SortDirection, { defaultValue: SortDirection.ASC, description: 'Which end comes first.' })
  direction!: SortDirection
}

const entered = (t: At, param: Param, ids: readonly string[] | null | undefined): readonly string[] => {
  if (ids === null || ids === undefined) return []
  const keys = Conditions.bounded('filter.horseIds', ids).map((id) => fromGlobalId(id, 'Horse'))
  return [`${t('id')} IN (SELECT e.race_id FROM runners e WHERE e.horse_id = ANY(${param(keys, 'int[]')}))`]
}

export const raceConditions = (t: At, param: Param, filter: RaceFilter | null | undefined): string =>
  new Conditions(t, param, entered(t, param, filter?.horseIds))
    .dates('meeting.date', 'filter.dates', filter?.dates)
    .anyId('meeting.venue_id', 'filter.venues', filter?.venues, 'Venue')
    .anyOf('meeting.venue.country', 'filter.countries', filter?.countries)
    .anyOf('status', 'filter.status', filter?.status)
    .between('distance_m', 'filter.distance', filter?.distance, 'int')
    .anyOf('going', 'filter.goings', filter?.goings)
    .anyOf('class_code', 'filter.classes', filter?.classes)
    .between('field_size', 'filter.fieldSize', filter?.fieldSize, 'int')
    .anyOf('pattern', 'filter.patterns', filter?.patterns)
    .anyOf('surface', 'filter.surfaces', filter?.surfaces)
    .anyOf('kind', 'filter.kinds', filter?.kinds)
    .anyOf('source', 'filter.sources', filter?.sources)
    .sql()
