import { Field, Float, ObjectType } from 'type-graphql'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'A price that can be had, and how much of it.', simpleResolvers: true })
@RequiresScopes('live')
export class ExchangeDepth {
  @Field(() => Float, { description: 'Decimal odds, the stake included.' })
  price!: number

  @Field(() => Float, { nullable: true, description: 'Stake on offer in the currency of the market; null where the source tells none.' })
  size!: number | null
}
