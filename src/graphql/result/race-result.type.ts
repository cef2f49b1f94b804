import { Field, Int, ObjectType } from 'type-graphql'
import { MarketType, RaceStatus, TempoRating } from '../../domain/vocabulary'
import { ListSize } from '../cost/cost'
import { Money, moneyOf } from '../money/money.type'
import { Column, Derived, FromTable, List } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { WITHDRAWN_SQL } from '../runner/withdrawn'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

const race = [{ column: 'id', type: 'int' }] as const
const inOrder = [{ column: 'result.position', direction: 'ASC' }, { column: 'number', direction: 'ASC' }, { column: 'id', direction: 'ASC' }] as const

@ObjectType({ description: 'Runners that shared a position.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('results')
export class DeadHeat {
  @Field(() => Int, { description: 'The position they share.' })
  @Column('position', 'the list takes DEAD_HEAT results alone, and a CHECK gives those a position')
  position!: number

  @Field(() => [Runner], { description: 'Those that share it, two or more, by number.' })
  @List({
    table: 'runners', parent: [{ column: 'race_id', type: 'int' }, { column: 'position', type: 'int' }], orderBy: [{ column: 'number', direction: 'ASC' }, { column: 'id', direction: 'ASC' }],
    where: (t, [id, position]) => `${t('race_id')} = ${id} AND ${t('result.position')} = ${position} AND ${t('result.status')} = 'DEAD_HEAT'`,
  })
  @ListSize({ assumedSize: 3 })
  runners!: readonly Runner[]
}

@ObjectType({ description: 'What a bet on the right combination paid.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('dividends')
export class Dividend {
  @Field(() => MarketType, { description: 'Kind of bet.' })
  @Column('market')
  market!: MarketType

  @Field(() => String, { description: 'The source\'s own word for the pool.' })
  @Column('pool')
  pool!: string

  @Field(() => [Int], { description: 'Saddle-cloth numbers, in the source\'s order; of bets over several races, leg after leg.' })
  @Derived(['combination'], ([text]) => (text.match(/\d+/g) ?? []).map(Number))
  @ListSize({ assumedSize: 4 })
  combination!: readonly number[]

  @Field(() => String, { description: 'The combination as the source writes it, which tells legs and alternatives apart.' })
  @Column('combination')
  combinationText!: string

  @Field(() => Money, { description: 'Paid on one unit stake, the stake included.' })
  @Derived(['dividend', 'currency'], ([amount, currency]) => moneyOf(amount, currency))
  dividend!: Money

  @Field(() => Money, { description: 'The stake that the dividend is for.' })
  @Derived(['unit_stake', 'currency'], ([amount, currency]) => moneyOf(amount, currency))
  unitStake!: Money

  @Field(() => String, { nullable: true, description: 'Who ran the pool; null when the source has only one.' })
  @Column('operator')
  operator!: string | null
}

@ObjectType({ description: 'How a race ended.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('races')
export class RaceResult {
  @Field(() => Boolean, { description: 'Weighed in and declared final; until then it may change.' })
  @Derived(['status'], ([status]) => status === RaceStatus.FINAL)
  official!: boolean

  @Field(() => DateTimeScalar, { description: 'When it became known.' })
  @Column('result_known_at')
  knownAt!: string

  @Field(() => Int, { nullable: true, description: 'Time of the winner, milliseconds; null when it was not taken.' })
  @Column('winning_time_ms')
  winningTimeMs!: number | null

  @Field(() => Int, { nullable: true, description: 'Last 600 m of the race, milliseconds; null when it was not taken.' })
  @Column('last_600_ms')
  last600Ms!: number | null

  @Field(() => TempoRating, { nullable: true, description: 'How fast it was run early on; null when not rated.' })
  @Column('tempo')
  tempo!: TempoRating | null

  @Field(() => [Runner], { description: 'Those that finished, in order; of a dead heat by number.' })
  @List({ table: 'runners', parent: race, orderBy: inOrder, where: (t, [id]) => `${t('race_id')} = ${id} AND ${t('result.position')} IS NOT NULL` })
  @ListSize({ assumedSize: 24 })
  placings!: readonly Runner[]

  @Field(() => [DeadHeat], { description: 'Positions that were shared, best first; empty when none was.' })
  @List({
    table: 'results', parent: race, orderBy: [{ column: 'position', direction: 'ASC' }],
    where: (t, [id]) => `${t('race_id')} = ${id} AND ${t('status')} = 'DEAD_HEAT'`
      + ` AND NOT EXISTS (SELECT 1 FROM results d WHERE d.race_id = ${id} AND d.status = 'DEAD_HEAT' AND d.position = ${t('position')} AND d.runner_id < ${t('runner_id')})`,
  })
  @ListSize({ assumedSize: 2 })
  deadHeats!: readonly DeadHeat[]

  @Field(() => [Runner], { description: 'Those that started and have no position (fell, pulled up, disqualified ...), by number. `Runner.result.status` says which.' })
  @List({ table: 'runners', parent: race, orderBy: inOrder, where: (t, [id]) => `${t('race_id')} = ${id} AND ${t('result.status')} IS NOT NULL AND ${t('result.position')} IS NULL` })
  @ListSize({ assumedSize: 6 })
  nonFinishers!: readonly Runner[]

  @Field(() => [Runner], { description: 'Those that were entered and did not start (scratched, non-runners), by number.' })
  @List({ table: 'runners', parent: race, orderBy: [{ column: 'number', direction: 'ASC' }, { column: 'id', direction: 'ASC' }], where: (t, [id]) => `${t('race_id')} = ${id} AND ${t('status')} IN ${WITHDRAWN_SQL}` })
  @ListSize({ assumedSize: 8 })
  nonRunners!: readonly Runner[]

  @Field(() => [Dividend], { description: 'What bets paid, pool by pool; empty when unknown.' })
  @List({
    table: 'dividends', parent: race, where: (t, [id]) => `${t('race_id')} = ${id}`,
    orderBy: [{ column: 'market', direction: 'ASC' }, { column: 'pool', direction: 'ASC' }, { column: 'combination', direction: 'ASC' }],
  })
  @ListSize({ assumedSize: 30 })
  dividends!: readonly Dividend[]
}
