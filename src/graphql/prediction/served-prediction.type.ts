import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { ListSize } from '../cost/cost'
import { Keyed } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'What one runner was given.', simpleResolvers: true })
@RequiresScopes('predictions')
export class ServedChance {
  @Field(() => ID, { description: 'Id of the Runner.' })
  runnerId!: string

  @Field(() => Runner, { description: 'The runner.' })
  @Keyed('runners')
  runner!: Runner

  @Field(() => Float, { description: 'Probability of winning.' })
  probability!: number
}

@ObjectType({ description: 'A prediction as it was given to somebody before the start. The record is a chain: each hash covers the entry and the hash before it, so that nothing in it can be changed afterwards without showing.', simpleResolvers: true })
@RequiresScopes('predictions')
export class ServedPrediction {
  @Field(() => Int, { description: 'Place in the record of all races, from 1.' })
  sequence!: number

  @Field(() => String, { description: 'SHA-256 of the entry and of the hash before it, hexadecimal.' })
  hash!: string

  @Field(() => String, { description: 'Name of the model.' })
  modelName!: string

  @Field(() => Int, { description: 'Version of the model.' })
  modelVersion!: number

  @Field(() => String, { description: 'Set of definitions that the features were computed by.' })
  featureSet!: string

  @Field(() => DateTimeScalar, { description: 'Instant before which everything of card and history was known.' })
  asOf!: string

  @Field(() => DateTimeScalar, { description: 'The same for prices.' })
  marketAsOf!: string

  @Field(() => DateTimeScalar, { description: 'When it was worked out.' })
  generatedAt!: string

  @Field(() => [ServedChance], { description: 'Who was given what, most likely first.' })
  @ListSize({ assumedSize: 24 })
  chances!: readonly ServedChance[]
}
