import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { SelectionStatus } from '../../domain/vocabulary'
import { Cost } from '../cost/cost'
import { Price } from '../price/price.type'
import { Batched, Column, Derived, FromTable, Joined } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { loadSelectionPrices } from './load-selection-prices'

@ObjectType({ description: 'What can be bet on in a market: in racing, a runner.', simpleResolvers: true })
@RequiresScopes('live')
@FromTable('market_selections')
export class MarketSelection {
  @Field(() => ID, { description: 'The source\'s own number of it; together with `handicap` it is unique in the market.' })
  @Derived(['selection_id'], ([id]) => String(id))
  selectionId!: string

  @Field(() => Float, { description: 'Handicap of the bet; 0 in all of racing.' })
  @Column('handicap')
  handicap!: number

  @Field(() => Runner, { nullable: true, description: 'The runner; null where it is not matched.' })
  @Joined('runner')
  runner!: Runner | null

  @Field(() => String, { nullable: true, description: 'As the source writes it; null where it names none.' })
  @Column('name')
  name!: string | null

  @Field(() => Int, { nullable: true, description: 'Place in the source\'s own order.' })
  @Column('sort_priority')
  sortPriority!: number | null

  @Field(() => SelectionStatus, { description: 'How it stands.' })
  @Column('status')
  status!: SelectionStatus

  @Field(() => Price, { nullable: true, description: 'Its price as it last stood: the best that can be backed, else the last that was matched; null without either, and for one that is out.' })
  @Batched({ columns: ['market_id', 'selection_id', 'handicap', 'runner_id', 'market.source', 'market.type', 'market.bookmaker'], load: loadSelectionPrices })
  @Cost(2)
  price!: Price | null

  @Field(() => Float, { nullable: true, description: 'By how many per cent prices of the others are reduced when it is withdrawn.' })
  @Column('adjustment_factor')
  adjustmentFactor!: number | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn; null otherwise.' })
  @Column('removed_at')
  removedAt!: string | null

  @Field(() => Float, { nullable: true, description: 'The exchange\'s starting price, decimal; null until it is known.' })
  @Column('starting_price')
  startingPrice!: number | null
}
