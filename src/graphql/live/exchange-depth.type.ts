import { Field, Float, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A price that can be had, and how much of it.', simpleResolvers: true })
export class ExchangeDepth {
  @Field(() => Float, { description: 'Decimal odds, the stake included.' })
  price!: number

  @Field(() => Float, { nullable: true, description: 'Stake on offer in the currency of the market; null where the source tells none.' })
  size!: number | null
}
