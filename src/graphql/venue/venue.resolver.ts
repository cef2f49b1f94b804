import { Arg, Query, Resolver } from 'type-graphql'
import { Jurisdiction } from '../../domain/vocabulary'
import { After, Before, First, Last } from '../connection/page-args'
import { CacheFor, Paged } from '../cost/cost'
import { Conditions } from '../filter/conditions'
import { plainText } from '../filter/plain-text'
import { Connected, One, planned } from '../read/mapping'
import { Venue, VenueConnection } from './venue.type'

const MAX_CODE = 100

@Resolver()
export class VenueResolver {
  @Query(() => Venue, { nullable: true, description: 'The racecourse with a code, e.g. `ST`; null when there is none. Look at `source`: SYNTHETIC venues are invented.' })
  @One({ table: 'venues', parent: [], where: (t, _p, args, param) => `${t('code')} = upper(${param(plainText('code', args['code'], MAX_CODE), 'text')})` })
  venue(@Arg('code', () => String, { description: 'Code of the venue, upper or lower case.' }) _code: string): Venue | null { return planned() }

  @Query(() => VenueConnection, { description: 'Racecourses, by name.' })
  @Connected({
    table: 'venues', parent: [], orders: {}, defaultOrder: [{ column: 'name', direction: 'ASC' }], defaultFirst: 10, maxFirst: 100,
    where: (t, _p, args, param) => new Conditions(t, param).anyOf('country', 'countries', args['countries']).sql(),
  })
  @Paged(10)
  @CacheFor(3600)
  venues(
    @First(10, 100) _first: number, @After() _after: string | null, @Last(100) _last: number | null, @Before() _before: string | null,
    @Arg('countries', () => [Jurisdiction], { nullable: true, description: 'Only those of these authorities.' }) _countries: readonly Jurisdiction[] | null,
  ): object { return planned() }
}
