import { Field, ObjectType } from 'type-graphql'
import { RepricingReason } from '../../domain/vocabulary'
import { ListSize } from '../cost/cost'
import { Prediction, RacePrediction } from '../prediction/prediction.type'
import { OwnValue } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'
import { LiveUpdateFields } from './live-update.type'

@ObjectType({ description: 'A prediction of a race that was made anew.', simpleResolvers: true })
@RequiresScopes(['predictions', 'live'])
export class PredictionUpdate extends LiveUpdateFields {
  @Field(() => RacePrediction, { description: 'The whole prediction.' })
  @OwnValue()
  prediction!: RacePrediction

  @Field(() => [Prediction], { description: 'Probabilities of winning that changed; all of them in a snapshot.' })
  @ListSize({ assumedSize: 24 })
  @OwnValue()
  changed!: readonly Prediction[]

  @Field(() => RepricingReason, { nullable: true, description: 'Why it was made anew; null where it was made for this subscription.' })
  reason!: RepricingReason | null
}
