import { Arg, ID, Int, Query, Resolver } from 'type-graphql'
import { AppError } from '../../domain/errors'
import { Jurisdiction } from '../../domain/vocabulary'
import { After, Before, First, Last } from '../connection/page-args'
import { CacheFor, ListSize, Paged } from '../cost/cost'
import { Conditions } from '../filter/conditions'
import { fromGlobalId } from '../node/global-id'
import { Connected, List, One, planned } from '../read/mapping'
import { raceConditions, RaceFilter, RaceOrder } from './race.input'
import { Race, RaceConnection } from './race.type'

const MOST_NEXT = 50
const nextCount = (first: number | null): number => {
  const count = first ?? 5
  if (count < 1 || count > MOST_NEXT) throw new AppError('BAD_USER_INPUT', `nextToJump: first is ${count}; ask for 1 to ${MOST_NEXT}.`)
  return count
}

@Resolver()
export class RaceResolver {
  @Query(() => Race, { nullable: true, description: 'The race with an id; null when there is none. Look at `source`: SYNTHETIC races are invented.' })
  @One({ table: 'races', parent: [], where: (t, _p, args, param) => `${t('id')} = ${param(fromGlobalId(args['id'], 'Race'), 'int')}` })
  race(@Arg('id', () => ID, { description: 'Id of a Race.' }) _id: string): Race | null { return planned() }

  @Query(() => RaceConnection, { description: 'Races, latest start first unless `orderBy` says otherwise; real, brought in and SYNTHETIC ones, and barrier trials, unless the filter says otherwise.' })
  @Connected({
    table: 'races', parent: [], orders: { START: 'scheduled_start', DISTANCE: 'distance_m', PRIZE: 'prize_total' },
    defaultOrder: [{ column: 'scheduled_start', direction: 'DESC' }], defaultFirst: 10, maxFirst: 1000,
    where: (t, _p, args, param) => raceConditions(t, param, args['filter']),
  })
  @Paged(10)
  @CacheFor(15)
  races(
    @First(10, 1000) _first: number, @After() _after: string | null, @Last(1000) _last: number | null, @Before() _before: string | null,
    @Arg('filter', () => RaceFilter, { nullable: true, description: 'Which races.' }) _filter: RaceFilter | null,
    @Arg('orderBy', () => [RaceOrder], { nullable: true, description: 'Order; ties are broken by id.' }) _orderBy: readonly RaceOrder[] | null,
  ): object { return planned() }

  @Query(() => [Race], { description: 'Races (no trials) whose start is still to come, the next first. SYNTHETIC ones among them: look at `source`.' })
  @List({
    table: 'races', parent: [], orderBy: [{ column: 'scheduled_start', direction: 'ASC' }, { column: 'id', direction: 'ASC' }],
    limit: (args) => nextCount(args['first'] as number | null),
    where: (t, _p, args, param) => new Conditions(t, param, [
      `${t('scheduled_start')} > now()`, `${t('status')} IN ('SCHEDULED', 'OPEN', 'DELAYED')`, `${t('kind')} NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')`,
    ]).anyOf('meeting.venue.country', 'countries', args['countries']).sql(),
  })
  @ListSize({ assumedSize: 5, slicingArguments: ['first'] })
  nextToJump(
    @Arg('first', () => Int, { nullable: true, defaultValue: 5, description: 'At most this many, 1 to 50.' }) _first: number,
    @Arg('countries', () => [Jurisdiction], { nullable: true, description: 'Only at venues of these authorities.' }) _countries: readonly Jurisdiction[] | null,
  ): readonly Race[] { return planned() }
}
