import { Field, Float, Int, ObjectType } from 'type-graphql'
import { RacePattern, WeightCondition } from '../../domain/vocabulary'
import { Money } from '../money/money.type'
import { Column, Derived, FromTable } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'Prize of one position.', simpleResolvers: true })
@RequiresScopes('racing')
export class PrizeShare {
  @Field(() => Int, { description: 'Finishing position, from 1.' })
  position!: number

  @Field(() => Money, { description: 'What it is paid.' })
  prize!: Money
}

/** Prizes as stored, the winner's first. */
export const prizeShares = (prizes: readonly number[] | null, currency: string | null): readonly PrizeShare[] =>
  currency === null ? [] : (prizes ?? []).map((amount, index) => ({ position: index + 1, prize: { amount, currency } }))

@ObjectType({ description: 'Class of a race.', simpleResolvers: true })
@RequiresScopes('racing')
export class ClassBand {
  @Field(() => String, { nullable: true, description: 'Short code as the source writes it, e.g. `4`, `BM78`.' })
  code!: string | null

  @Field(() => String, { description: 'The class in words.' })
  text!: string

  @Field(() => Int, { nullable: true, description: 'Lowest handicap rating admitted; null when there is none.' })
  ratingLow!: number | null

  @Field(() => Int, { nullable: true, description: 'Highest handicap rating admitted; null when there is none.' })
  ratingHigh!: number | null
}

@ObjectType({ description: 'Who may run, and at what weight.', simpleResolvers: true })
@RequiresScopes('racing')
@FromTable('races')
export class RaceConditions {
  @Field(() => RacePattern, { description: 'Black-type standing; NONE for ordinary races.' })
  @Column('pattern')
  pattern!: RacePattern

  @Field(() => ClassBand, { nullable: true, description: 'Class; null when the source does not say.' })
  @Derived(['class_code', 'class_text', 'rating_low', 'rating_high'], ([code, text, ratingLow, ratingHigh]) =>
    (code === null && text === null ? null : { code, text: text ?? code, ratingLow, ratingHigh }))
  raceClass!: ClassBand | null

  @Field(() => String, { nullable: true, description: 'Ages admitted, e.g. `3yo+`; null when any.' })
  @Column('age_restriction')
  ageRestriction!: string | null

  @Field(() => String, { nullable: true, description: 'Sexes admitted, e.g. `fillies and mares`; null when any.' })
  @Column('sex_restriction')
  sexRestriction!: string | null

  @Field(() => String, { nullable: true, description: 'Riders admitted; null when any.' })
  @Column('jockey_restriction')
  jockeyRestriction!: string | null

  @Field(() => WeightCondition, { description: 'What decides the weights; OTHER also when unknown.' })
  @Column('weight_condition')
  weightCondition!: WeightCondition

  @Field(() => Float, { nullable: true, description: 'Lowest weight that is allotted, kilograms.' })
  @Column('minimum_weight_kg')
  minimumWeightKg!: number | null

  @Field(() => Boolean, { nullable: true, description: 'Whether apprentices may claim their allowance; null when unknown.' })
  @Column('apprentices_can_claim')
  apprenticesCanClaim!: boolean | null

  @Field(() => Int, { nullable: true, description: 'Most runners admitted.' })
  @Column('field_limit')
  fieldLimit!: number | null
}
