import { Field, Float, Int, ObjectType } from 'type-graphql'
import { GoingLabel } from '../../domain/vocabulary'
import { Money } from '../money/money.type'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType('Record', { description: 'Starts and what came of them. Trials and void runs are no starts; a dead heat for first is a win of each.', simpleResolvers: true })
@RequiresScopes('racing')
export class RunRecordType {
  @Field(() => Int, { description: 'Starts, those without a finish among them.' })
  starts!: number

  @Field(() => Int, { description: 'Firsts.' })
  wins!: number

  @Field(() => Int, { description: 'Seconds.' })
  seconds!: number

  @Field(() => Int, { description: 'Thirds.' })
  thirds!: number

  @Field(() => Float, { nullable: true, description: 'wins / starts, 0 to 1; null without a start.' })
  winRate!: number | null

  @Field(() => Float, { nullable: true, description: 'First three / starts, 0 to 1; null without a start.' })
  placeRate!: number | null

  @Field(() => Money, { nullable: true, description: 'Prizes won; null when none is known or they were paid in several currencies.' })
  prize!: Money | null
}

@ObjectType({ description: 'Record on one going.', simpleResolvers: true })
@RequiresScopes('racing')
export class GoingRecord {
  @Field(() => GoingLabel, { description: 'The going, as results state it.' })
  going!: GoingLabel

  @Field(() => RunRecordType, { description: 'Record on it.' })
  record!: RunRecordType
}

@ObjectType({ description: 'Wins against what the starting prices promised (A/E). Only runs with a known starting price count.', simpleResolvers: true })
@RequiresScopes('racing')
export class ActualVsExpected {
  @Field(() => Int, { description: 'Wins; a dead heat counts as one.' })
  actualWins!: number

  @Field(() => Float, { description: 'Sum of 1 / decimal starting price. It holds the bookmakers\' margin, so that an average rider has a ratio below 1.' })
  expectedWins!: number

  @Field(() => Int, { description: 'Runs with a known starting price.' })
  starts!: number

  @Field(() => Float, { nullable: true, description: 'actualWins / expectedWins.' })
  ratio!: number | null

  @Field(() => Float, { nullable: true, description: 'Profit at level stakes on starting price, per unit staked; a dead heat pays half.' })
  profitOnTurnover!: number | null
}

@ObjectType({ description: 'Record of a jockey or trainer.', simpleResolvers: true })
@RequiresScopes('racing')
export class PersonRecord {
  @Field(() => RunRecordType, { description: 'Rides or runners, and what came of them.' })
  record!: RunRecordType

  @Field(() => ActualVsExpected, { nullable: true, description: 'Against the starting prices; null when no starting price is known.' })
  ae!: ActualVsExpected | null
}
