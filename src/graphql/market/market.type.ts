import { Arg, Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { MarketStatus, MarketType, PriceSource } from '../../domain/vocabulary'
import { CacheFor, Cost, ListSize } from '../cost/cost'
import { GlobalId } from '../node/node-fields'
import { Node } from '../node/node.type'
import { Race } from '../race/race.type'
import { Batched, Column, Derived, FromTable, Joined, List, planned } from '../read/mapping'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { loadMarketHistory } from './load-market-history'
import { MarketBar } from './market-bar.type'
import { MarketEvent } from './market-event.type'
import { MarketSelection } from './market-selection.type'
import { MarketResolution } from './resolution.enum'

@ObjectType({ implements: Node, description: 'A betting market that a live feed tells of, as it last stood.', simpleResolvers: true })
@RequiresScopes('live')
@FromTable('markets')
@CacheFor(1)
export class Market implements Node {
  @GlobalId('Market')
  id!: string

  @Field(() => MarketType, { description: 'What is bet on.' })
  @Column('type')
  type!: MarketType

  @Field(() => MarketStatus, { description: 'How it stands.' })
  @Column('status')
  status!: MarketStatus

  @Field(() => PriceSource, { description: 'Who makes the prices.' })
  @Column('source')
  source!: PriceSource

  @Field(() => String, { nullable: true, description: 'The bookmaker or exchange, e.g. `Betfair`; null where prices are nobody\'s in particular.' })
  @Derived(['bookmaker'], ([bookmaker]) => (bookmaker === '' ? null : bookmaker))
  bookmaker!: string | null

  @Field(() => String, { description: 'Feed that it came by, e.g. `betfair`, `simulator`.' })
  @Column('feed')
  feed!: string

  @Field(() => String, { description: 'The source\'s own id, unique within the feed.' })
  @Column('source_id')
  sourceId!: string

  @Field(() => Boolean, { description: 'Invented, by the simulator: nobody can bet at these prices.' })
  @Column('synthetic')
  synthetic!: boolean

  @Field(() => Race, { nullable: true, description: 'The race; null where it is not known: see `reasons`.' })
  @Joined('race')
  race!: Race | null

  @Field(() => Boolean, { description: 'The race is on and bets are still taken.' })
  @Column('in_play')
  inPlay!: boolean

  @Field(() => Float, { nullable: true, description: 'The source\'s own version, which changes when runners do; null where it has none.' })
  @Column('version')
  version!: number | null

  @Field(() => Float, { nullable: true, description: 'Stakes matched so far, in its currency; after the settlement what they were before it. Null where the source tells none.' })
  @Column('matched')
  matchedVolume!: number | null

  @Field(() => Float, { nullable: true, description: 'Sum of 1 / best back price over the runners that can be bet on: 1 is fair, more is the market\'s cut; null unless all of them have a price.' })
  @Column('overround')
  overround!: number | null

  @Field(() => Boolean, { description: 'The exchange\'s starting prices are settled.' })
  @Column('bsp_reconciled')
  bspReconciled!: boolean

  @Field(() => Boolean, { description: 'The source is late or out of reach: these are the last known prices.' })
  @Column('stale')
  stale!: boolean

  @Field(() => MarketEvent, { description: 'What the source says of the race.' })
  @Joined('')
  event!: MarketEvent

  @Field(() => DateTimeScalar, { description: 'Advertised start, by the source.' })
  @Column('starts_at')
  startsAt!: string

  @Field(() => [String], { description: 'Why it has no race, or selections without a runner; empty when all is matched.' })
  @Derived(['reasons'], ([reasons]) => reasons)
  @ListSize({ assumedSize: 2 })
  reasons!: readonly string[]

  @Field(() => Boolean, { description: 'Matched by hand.' })
  @Column('mended')
  mended!: boolean

  @Field(() => [MarketSelection], { description: 'What can be bet on, in the source\'s own order; at most 200.' })
  @List({
    table: 'market_selections', parent: [{ column: 'id', type: 'int' }], where: (t, [market]) => `${t('market_id')} = ${market}`, limit: () => 200,
    orderBy: [{ column: 'sort_priority', direction: 'ASC' }, { column: 'selection_id', direction: 'ASC' }, { column: 'handicap', direction: 'ASC' }],
  })
  @ListSize({ assumedSize: 24 })
  selections!: readonly MarketSelection[]

  @Field(() => [MarketBar], { description: 'What happened in it, the earliest first: bars of its selections, or every change. A selection in which nothing changed has no bar. Bars are some seconds behind; what is past its time is gone.' })
  @Batched({ columns: ['id'], load: loadMarketHistory })
  @Cost(10)
  @ListSize({ assumedSize: 200, slicingArguments: ['first'] })
  history(
    @Arg('resolution', () => MarketResolution, { nullable: true, defaultValue: MarketResolution.M1, description: 'How finely.' }) _resolution: MarketResolution,
    @Arg('from', () => DateTimeScalar, { nullable: true, description: 'Only from this instant on.' }) _from: string | null,
    @Arg('to', () => DateTimeScalar, { nullable: true, description: 'Only before this instant.' }) _to: string | null,
    @Arg('runners', () => [ID], { nullable: true, description: 'Only these runners; at most 100.' }) _runners: readonly string[] | null,
    @Arg('selections', () => [ID], { nullable: true, description: 'Only selections with these numbers; at most 100.' }) _selections: readonly string[] | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 200, description: 'At most this many, 1 to 1000, over all selections.' }) _first: number,
  ): readonly MarketBar[] { return planned() }

  @Field(() => DateTimeScalar, { description: 'When the source last said anything of it.' })
  @Column('published_at')
  publishedAt!: string

  @Field(() => DateTimeScalar, { description: 'When what is stored of it last changed.' })
  @Column('updated_at')
  updatedAt!: string

  @Field(() => Int, { description: 'Number of the event of its race at which it or a price in it last changed; 0 before the first.' })
  @Column('sequence')
  sequence!: number
}
