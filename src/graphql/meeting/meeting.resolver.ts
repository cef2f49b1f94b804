import { Arg, Query, Resolver } from 'type-graphql'
import { RaceKind } from '../../domain/vocabulary'
import { After, Before, First, Last } from '../connection/page-args'
import { CacheFor, Paged } from '../cost/cost'
import { plainText } from '../filter/plain-text'
import { Connected, One, planned } from '../read/mapping'
import { DateScalar } from '../scalars/date'
import { meetingConditions, MeetingFilter, MeetingOrder } from './meeting.input'
import { Meeting, MeetingConnection } from './meeting.type'

const MAX_VENUE = 100

@Resolver()
export class MeetingResolver {
  @Query(() => Meeting, { nullable: true, description: 'The meeting at a venue on a day; null when there is none. Look at `source`: SYNTHETIC meetings are invented.' })
  @One({
    table: 'meetings', parent: [], orderBy: [{ column: 'id', direction: 'ASC' }],
    where: (t, _p, args, param) => {
      const venue = param(plainText('venue', args['venue'], MAX_VENUE).trim(), 'text')
      return `${t('date')} = ${param(args['date'], 'date')} AND ${t('kind')} = ${param(args['kind'], 'text')} AND (${t('venue.code')} = upper(${venue}) OR lower(${t('venue.name')}) = lower(${venue}))`
    },
  })
  meeting(
    @Arg('date', () => DateScalar, { description: 'The day, in the venue\'s time zone.' }) _date: string,
    @Arg('venue', () => String, { description: 'Code of the venue, e.g. `ST`, or its name, e.g. `Sha Tin`; upper or lower case.' }) _venue: string,
    @Arg('kind', () => RaceKind, { defaultValue: RaceKind.FLAT, description: 'Races and barrier trials of one day are two meetings.' }) _kind: RaceKind,
  ): Meeting | null { return planned() }

  @Query(() => MeetingConnection, { description: 'Meetings, newest day first unless `orderBy` says otherwise; real, brought in and SYNTHETIC ones unless `filter.sources` says otherwise.' })
  @Connected({
    table: 'meetings', parent: [], orders: { DATE: 'date', VENUE: 'venue.name' }, defaultOrder: [{ column: 'date', direction: 'DESC' }], defaultFirst: 10, maxFirst: 100,
    where: (t, _p, args, param) => meetingConditions(t, param, args['filter']),
  })
  @Paged(10)
  @CacheFor(15)
  meetings(
    @First(10, 100) _first: number, @After() _after: string | null, @Last(100) _last: number | null, @Before() _before: string | null,
    @Arg('filter', () => MeetingFilter, { nullable: true, description: 'Which meetings.' }) _filter: MeetingFilter | null,
    @Arg('orderBy', () => [MeetingOrder], { nullable: true, description: 'Order; ties are broken by id.' }) _orderBy: readonly MeetingOrder[] | null,
  ): object { return planned() }
}
