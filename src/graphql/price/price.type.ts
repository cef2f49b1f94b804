import { Arg, Field, Float, Int, ObjectType } from 'type-graphql'
import { MarketType, OddsFormat, PriceSource } from '../../domain/vocabulary'
import { ListSize } from '../cost/cost'
import { ExchangeDepth } from '../live/exchange-depth.type'
import { planned } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'Who bets.', simpleResolvers: true })
@RequiresScopes('live')
export class Bookmaker {
  @Field(() => String, { description: 'Code of the bookmaker, as the source writes it.' })
  code!: string
}

@ObjectType({ description: 'A price at an instant.', simpleResolvers: true })
@RequiresScopes('live')
export class PricePoint {
  @Field(() => DateTimeScalar, { description: 'From when it was on offer.' })
  at!: string

  @Field(() => Float, { description: 'Decimal odds, the stake included, 1 or more.' })
  decimal!: number
}

@ObjectType({ description: 'The price of a runner in one market at one place, as it last stood.', simpleResolvers: true })
@RequiresScopes('live')
export class Price {
  @Field(() => PriceSource, { description: 'Who makes it.' })
  source!: PriceSource

  @Field(() => MarketType, { description: 'What is bet on.' })
  market!: MarketType

  @Field(() => Bookmaker, { nullable: true, description: 'The bookmaker; null where a price is nobody\'s in particular.' })
  bookmaker!: Bookmaker | null

  @Field(() => String, { description: 'The price as text in the format asked for.' })
  value(@Arg('format', () => OddsFormat, { nullable: true, defaultValue: OddsFormat.DECIMAL, description: 'How to write it.' }) _format: OddsFormat): string { return planned() }

  @Field(() => Float, { description: 'Decimal odds, the stake included, 1 or more.' })
  decimal!: number

  @Field(() => Float, { nullable: true, description: 'First price that was bet, decimal; null when it was not recorded.' })
  open!: number | null

  @Field(() => [PricePoint], { description: 'The last prices, oldest first, the present one at the end.' })
  @ListSize({ assumedSize: 10, slicingArguments: ['last'] })
  fluctuations(@Arg('last', () => Int, { nullable: true, defaultValue: 10, description: 'At most this many, 1 to 100.' }) _last: number): readonly PricePoint[] { return planned() }

  @Field(() => Float, { nullable: true, description: 'How far it came in since it opened, per cent of the opening price; negative when it drifted; null without an opening price.' })
  dropPercent!: number | null

  @Field(() => Boolean, { description: 'Shortest of the race at this place, joint favourites all; scratched runners left aside.' })
  favourite!: boolean

  @Field(() => DateTimeScalar, { description: 'From when it was on offer.' })
  updatedAt!: string

  @Field(() => ExchangeDepth, { nullable: true, description: 'The best that can be backed; null where nobody offers anything, or the source tells one price only.' })
  bestBack!: ExchangeDepth | null

  @Field(() => ExchangeDepth, { nullable: true, description: 'The best that can be laid; null where nobody offers anything, or nothing can be laid.' })
  bestLay!: ExchangeDepth | null

  @Field(() => Float, { nullable: true, description: 'Stakes matched on the runner by then, in the currency of the market; null where the source tells none.' })
  matchedVolume!: number | null
}
