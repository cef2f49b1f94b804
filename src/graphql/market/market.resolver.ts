import { Arg, ID, Int, Query, Resolver } from 'type-graphql'
import { AppError } from '../../domain/errors'
import { CacheFor, ListSize } from '../cost/cost'
import { fromGlobalId } from '../node/global-id'
import { List, One, planned, type Args } from '../read/mapping'
import { Market } from './market.type'

const MOST = 200
const countOf = ({ first }: Args): number => {
  const count = (first ?? 20) as number
  if (count < 1 || count > MOST) throw new AppError('BAD_USER_INPUT', `unmatchedMarkets: first is ${count}; ask for 1 to ${MOST}.`)
  return count
}

@Resolver()
export class MarketResolver {
  @Query(() => Market, { nullable: true, description: 'The market with an id; null when there is none.' })
  @One({ table: 'markets', parent: [], where: (t, _p, args, param) => `${t('id')} = ${param(fromGlobalId(args['id'], 'Market'), 'int')}` })
  market(@Arg('id', () => ID, { description: 'Id of a Market.' }) _id: string): Market | null { return planned() }

  @Query(() => [Market], { description: 'Markets that are not matched, or not wholly, with the reasons; those that start last first. `racegraph markets` puts them right.' })
  @CacheFor(1)
  @List({
    table: 'markets', parent: [], limit: countOf, where: (t) => `${t('reasons')} <> '[]'`,
    orderBy: [{ column: 'starts_at', direction: 'DESC' }, { column: 'id', direction: 'DESC' }],
  })
  @ListSize({ assumedSize: 20, slicingArguments: ['first'] })
  unmatchedMarkets(@Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'At most this many, 1 to 200.' }) _first: number): readonly Market[] { return planned() }
}
