import { Field, Float, ID, ObjectType } from 'type-graphql'
import { MarketStatus } from '../../domain/vocabulary'
import { ListSize } from '../cost/cost'
import { Market } from '../market/market.type'
import { Keyed, OwnValue } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { LiveUpdateFields } from './live-update.type'
import { RunnerPrice } from './runner-price.type'

@ObjectType({ description: 'One market of one race after something changed in it.', simpleResolvers: true })
@RequiresScopes('live')
export class OddsUpdate extends LiveUpdateFields {
  @Field(() => ID, { nullable: true, description: 'Id of the Market; null while none is known.' })
  marketId!: string | null

  @Field(() => Market, { nullable: true, description: 'The market as it is stored, a second or so behind this update: go by `status`, `inPlay` and `prices` beside it. `synthetic` says whether it is invented. Null while none is known.' })
  @Keyed('markets')
  market!: Market | null

  @Field(() => MarketStatus, { nullable: true, description: 'How the market stands; null while no market is known.' })
  status!: MarketStatus | null

  @Field(() => Boolean, { description: 'The race is on and bets are still taken.' })
  inPlay!: boolean

  @Field(() => Float, { nullable: true, description: 'Sum of 1 / best back price over the runners that can be bet on: 1 is fair, more is the market\'s cut; null unless all of them have a price.' })
  overround!: number | null

  @Field(() => Float, { nullable: true, description: 'Stakes matched in the market so far, in its currency.' })
  matchedVolume!: number | null

  @Field(() => Boolean, { description: 'The source is late or out of reach: these are the last known prices.' })
  stale!: boolean

  @Field(() => [RunnerPrice], { description: 'Runners that changed; all of them in a snapshot. Empty when only the market itself changed.' })
  @ListSize({ assumedSize: 24 })
  @OwnValue()
  prices!: readonly RunnerPrice[]

  @Field(() => DateTimeScalar, { description: 'When we had it from the source.' })
  receivedAt!: string
}
