import { Arg, Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { SelectionStatus } from '../../domain/vocabulary'
import { ListSize } from '../cost/cost'
import { Price } from '../price/price.type'
import { Keyed, OwnValue, planned } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { RequiresScopes } from '../scopes/requires-scopes'
import { ExchangeDepth } from './exchange-depth.type'

const Depth = (): ReturnType<typeof Arg> => Arg('depth', () => Int, { nullable: true, defaultValue: 3, description: 'At most this many, 1 to 10.' })

@ObjectType({ description: 'A runner in a market, as it stands.', simpleResolvers: true })
@RequiresScopes('live')
export class RunnerPrice {
  @Field(() => Runner, { description: 'The runner.' })
  @Keyed('runners')
  runner!: Runner

  @Field(() => ID, { description: 'Id of the Runner.' })
  runnerId!: string

  @Field(() => Price, { nullable: true, description: 'Its price: the best that can be backed, else the last that was matched; null without either, and for a runner that is out.' })
  @OwnValue()
  price!: Price | null

  @Field(() => Float, { nullable: true, description: 'The price before it, decimal; null for the first.' })
  previous!: number | null

  @Field(() => SelectionStatus, { description: 'How it stands in this market.' })
  status!: SelectionStatus

  @Field(() => [ExchangeDepth], { description: 'What can be backed, the best price first; empty for a runner that is out.' })
  @ListSize({ assumedSize: 3, slicingArguments: ['depth'] })
  back(@Depth() _depth: number): readonly ExchangeDepth[] { return planned() }

  @Field(() => [ExchangeDepth], { description: 'What can be laid, the best price first; empty for a runner that is out.' })
  @ListSize({ assumedSize: 3, slicingArguments: ['depth'] })
  lay(@Depth() _depth: number): readonly ExchangeDepth[] { return planned() }

  @Field(() => Float, { nullable: true, description: 'Price at which was matched last, decimal.' })
  lastTraded!: number | null

  @Field(() => Float, { nullable: true, description: 'Stakes matched on it so far, in the currency of the market; after the settlement what they were before it.' })
  matchedVolume!: number | null

  @Field(() => Float, { nullable: true, description: 'Where the exchange\'s starting price would be now, with bets of both sides at any price.' })
  nearPrice!: number | null

  @Field(() => Float, { nullable: true, description: 'Where the exchange\'s starting price would be now by starting-price bets alone.' })
  farPrice!: number | null

  @Field(() => Float, { nullable: true, description: 'The exchange\'s starting price, once the race is off.' })
  startingPrice!: number | null

  @Field(() => Float, { nullable: true, description: 'By how many per cent prices of the others are reduced when it is withdrawn.' })
  adjustmentFactor!: number | null
}
