import { Field, ID, InputType } from 'type-graphql'
import { GoingLabel, RaceKind, RacePattern } from '../../domain/vocabulary'
import { Conditions } from '../filter/conditions'
import { DateRange, IntRange } from '../filter/range.input'
import type { At, Param } from '../read/mapping'

@InputType({ description: 'All conditions that are given must hold. An empty list matches nothing.' })
export class RunFilter {
  @Field(() => DateRange, { nullable: true, description: 'Days of the meeting, in the venue\'s time zone.' })
  dates?: DateRange | null

  @Field(() => [ID], { nullable: true, description: 'Ids of venues; at most 100.' })
  venues?: readonly string[] | null

  @Field(() => IntRange, { nullable: true, description: 'Distance, metres. Races of unknown distance match no range.' })
  distance?: IntRange | null

  @Field(() => [GoingLabel], { nullable: true, description: 'Going as the result states it.' })
  goings?: readonly GoingLabel[] | null

  @Field(() => [RaceKind], { nullable: true, description: 'Sorts of contest. All but trials when left out.' })
  kinds?: readonly RaceKind[] | null

  @Field(() => RacePattern, { nullable: true, description: 'Races of this standing or a better one; NONE is all.' })
  minPattern?: RacePattern | null
}

const BEST_FIRST = Object.values(RacePattern)
const atLeast = (pattern: RacePattern | null | undefined): readonly RacePattern[] | null =>
  pattern === null || pattern === undefined ? null : BEST_FIRST.slice(0, BEST_FIRST.indexOf(pattern) + 1)

export const runConditions = (t: At, param: Param, filter: RunFilter | null | undefined, always: readonly string[]): string =>
  new Conditions(t, param, always)
    .dates('race.meeting.date', 'filter.dates', filter?.dates)
    .anyId('race.meeting.venue_id', 'filter.venues', filter?.venues, 'Venue')
    .between('race.distance_m', 'filter.distance', filter?.distance, 'int')
    .anyOf('race.going', 'filter.goings', filter?.goings)
    .anyOf('race.kind', 'filter.kinds', filter?.kinds)
    .anyOf('race.pattern', 'filter.minPattern', atLeast(filter?.minPattern))
    .sql()
