import { Arg, Field, Float, ID, ObjectType } from 'type-graphql'
import { OddsFormat } from '../../domain/vocabulary'
import type { ExoticType } from '../../usecases/order-of-finish'
import { ListSize } from '../cost/cost'
import { Keyed, planned } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { RequiresScopes } from '../scopes/requires-scopes'
import { ExoticTypeEnum } from './exotic.enum'

@ObjectType({ description: 'A combination of runners and its probability.', simpleResolvers: true })
@RequiresScopes('predictions')
export class ExoticProbability {
  @Field(() => ExoticTypeEnum, { description: 'The bet.' })
  type!: ExoticType

  @Field(() => [ID], { description: 'Ids of the Runners: in the order of finish for EXACTA and TRIFECTA, else in any.' })
  @ListSize({ assumedSize: 3 })
  runnerIds!: readonly string[]

  @Field(() => [Runner], { description: 'The runners, in the same order.' })
  @Keyed('runners')
  @ListSize({ assumedSize: 3 })
  runners!: readonly Runner[]

  @Field(() => Float, { description: 'Probability of the combination. Those of all combinations of a bet sum to 1; of QUINELLA_PLACE to 3, for three pairs win.' })
  probability!: number

  @Field(() => String, { description: 'The price at which a bet would be fair.' })
  fairOdds(@Arg('format', () => OddsFormat, { nullable: true, defaultValue: OddsFormat.DECIMAL, description: 'How to write it.' }) _format: OddsFormat): string { return planned() }
}
