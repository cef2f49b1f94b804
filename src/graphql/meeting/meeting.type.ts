import { Arg, Field, Int, ObjectType } from 'type-graphql'
import type { DataSource } from '../../domain/vocabulary'
import { GoingLabel, MeetingStatus, MeetingTier, RaceKind, RaceStatus } from '../../domain/vocabulary'
import { ChangeEvent } from '../change/change-event.type'
import { Changes, CHANGES_AS_OF, Kinds, Since } from '../change/changes'
import { connectionOf } from '../connection/connection-of'
import { CacheFor, ListSize } from '../cost/cost'
import { Conditions } from '../filter/conditions'
import { loadCurrentRating, loadMeetingRatings } from '../going/load-track-ratings'
import { RailPosition } from '../going/rail-position.type'
import { TrackRating } from '../going/track-rating.type'
import { GlobalId, Source, SourceId } from '../node/node-fields'
import { Node } from '../node/node.type'
import { Race } from '../race/race.type'
import { Batched, Column, FromTable, Joined, List, One, planned } from '../read/mapping'
import { DateScalar } from '../scalars/date'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { AsOf, knownBy } from '../time/as-of'
import { Venue } from '../venue/venue.type'
import { Weather } from '../weather/weather.type'
import { loadCurrentRaceNumber, loadRaceCount } from './load-progress'

const id = [{ column: 'id', type: 'int' }] as const

@ObjectType({ implements: Node, description: 'The races of one kind at one venue on one day.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('meetings')
@CacheFor(15)
export class Meeting implements Node {
  @GlobalId('Meeting')
  id!: string

  @Source()
  source!: DataSource

  @SourceId()
  sourceId!: string

  @Field(() => DateScalar, { description: 'The day, in the venue\'s time zone.' })
  @Column('date')
  date!: string

  @Field(() => Venue, { description: 'Where it is held.' })
  @Joined('venue')
  venue!: Venue

  @Field(() => String, { nullable: true, description: 'Name of the meeting, where it has one.' })
  @Column('name')
  name!: string | null

  @Field(() => MeetingStatus, { description: 'How far it has come.' })
  @Column('status')
  status!: MeetingStatus

  @Field(() => RaceKind, { description: 'Kind of its races. Barrier trials are meetings of their own.' })
  @Column('kind')
  kind!: RaceKind

  @Field(() => MeetingTier, { nullable: true, description: 'Standing; null where there is no such thing.' })
  @Column('tier')
  tier!: MeetingTier | null

  @Field(() => [TrackRating], { description: 'All readings of the going, oldest first; those for a single race among them.' })
  @Batched({ columns: ['id'], load: loadMeetingRatings })
  @ListSize({ assumedSize: 5 })
  trackRatings(@AsOf('Only readings that were known at this instant.') _asOf: string | null): readonly TrackRating[] { return planned() }

  @Field(() => TrackRating, { nullable: true, description: 'The newest reading of the going; null before the first.' })
  @Batched({ columns: ['id'], load: loadCurrentRating })
  currentTrackRating(@AsOf('The newest reading that was known at this instant.') _asOf: string | null): TrackRating | null { return planned() }

  @Field(() => GoingLabel, { nullable: true, description: 'The going that was expected when the card came out.' })
  @Column('expected_condition')
  expectedCondition!: GoingLabel | null

  @Field(() => RailPosition, { nullable: true, description: 'Where the rail stands; null when unknown.' })
  @Joined('', 'rail_text')
  rail!: RailPosition | null

  @Field(() => String, { nullable: true, description: 'Where the stalls stand, e.g. `inside`; null when unknown.' })
  @Column('stalls_position')
  stallsPosition!: string | null

  @Field(() => Weather, { nullable: true, description: 'The newest observation of the weather; null when there is none.' })
  @One({
    table: 'weather_observations', parent: id, orderBy: [{ column: 'observed_at', direction: 'DESC' }],
    where: (t, [meeting], args, param) => `${t('meeting_id')} = ${meeting}${knownBy(t, args['asOf'], param)}`,
  })
  weather(@AsOf('The newest observation that was known at this instant.') _asOf: string | null): Weather | null { return planned() }

  @Field(() => Int, { description: 'Number of races, abandoned ones among them.' })
  @Batched({ columns: ['id'], load: loadRaceCount })
  raceCount!: number

  @Field(() => Int, { nullable: true, description: 'Number of the first race that is not yet decided; null when all are.' })
  @Batched({ columns: ['id'], load: loadCurrentRaceNumber })
  currentRaceNumber!: number | null

  @Field(() => [Race], { description: 'The races by number. A filter that matches nothing gives an empty list.' })
  @List({
    table: 'races', parent: id, orderBy: [{ column: 'number', direction: 'ASC' }],
    where: (t, [meeting], args, param) => new Conditions(t, param, [`${t('meeting_id')} = ${meeting}`])
      .anyOf('number', 'numbers', args['numbers'], 'int').anyOf('status', 'status', args['status']).sql(),
  })
  @ListSize({ assumedSize: 14 })
  races(
    @Arg('numbers', () => [Int], { nullable: true, description: 'Only races with these numbers.' }) _numbers: readonly number[] | null,
    @Arg('status', () => [RaceStatus], { nullable: true, description: 'Only races that stand so.' }) _status: readonly RaceStatus[] | null,
  ): readonly Race[] { return planned() }

  @Field(() => [ChangeEvent], { description: 'What changed at the meeting, its races and runners, in the order in which it became known; at most 500.' })
  @Changes('meeting_id')
  @ListSize({ assumedSize: 50 })
  changes(@Kinds() _kinds: unknown, @Since() _since: string | null, @AsOf(CHANGES_AS_OF) _asOf: string | null): readonly ChangeEvent[] { return planned() }

  @Field(() => DateTimeScalar, { description: 'When anything stored of the meeting itself last changed.' })
  @Column('updated_at')
  updatedAt!: string

  @Field(() => Int, { description: 'Counts the changes of the stored row, from 1.' })
  @Column('revision')
  revision!: number
}

export const MeetingConnection = connectionOf('Meeting', 'meetings', () => Meeting)
