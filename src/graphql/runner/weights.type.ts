import { Field, Float, ObjectType } from 'type-graphql'
import { weightIn } from '../../domain/units'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'How the weight that a runner carries came about. Unknown parts are null.', simpleResolvers: true })
@RequiresScopes('racing')
export class WeightAllocation {
  @Field(() => Float, { nullable: true, description: 'Allotted by the conditions or the handicapper, before claim and overweight, kilograms.' })
  allocatedKg!: number | null

  @Field(() => Float, { nullable: true, description: 'Carried in the race, kilograms.' })
  carriedKg!: number | null

  @Field(() => Float, { nullable: true, description: 'Taken off for an apprentice, kilograms.' })
  claimKg!: number | null

  @Field(() => Float, { nullable: true, description: 'Carried above what was due, kilograms.' })
  overweightKg!: number | null
}

export const allocationOf = (allocatedKg: number | null, carriedKg: number | null, claimKg: number | null, overweightKg: number | null): WeightAllocation | null =>
  allocatedKg === null && carriedKg === null ? null : { allocatedKg, carriedKg, claimKg, overweightKg }

@ObjectType({ description: 'Allowance that a rider claims.', simpleResolvers: true })
@RequiresScopes('racing')
export class JockeyClaim {
  @Field(() => Float, { description: 'Kilograms.' })
  kg!: number

  @Field(() => Float, { description: 'Pounds, to one decimal.' })
  lb!: number

  @Field(() => Boolean, { description: 'The rider is an apprentice.' })
  apprentice!: boolean
}

/** No claim and a claim of nothing are the same. */
export const claimOf = (kg: number | null, apprentice: boolean | null): JockeyClaim | null =>
  kg === null || kg === 0 ? null : { kg, lb: weightIn(kg, 'LB'), apprentice: apprentice ?? false }
