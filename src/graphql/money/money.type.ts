import { Field, Float, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A sum of money.', simpleResolvers: true })
export class Money {
  @Field(() => Float, { description: 'In units of the currency, e.g. dollars, not cents.' })
  amount!: number

  @Field(() => String, { description: 'ISO 4217 code, e.g. `HKD`.' })
  currency!: string
}

export const moneyOf = (amount: number | null, currency: string | null): Money | null =>
  amount === null || currency === null ? null : { amount, currency }
