import { Field, ObjectType } from 'type-graphql'
import { CacheFor, ListSize } from '../cost/cost'
import { Model } from '../model/model.type'
import { NoPrediction } from '../prediction/prediction.type'
import { RequiresScopes } from '../scopes/requires-scopes'
import { IntegrationRule } from './integration-rule.type'
import { ModelRules } from './model-rules.type'

/** Rules that there are, more or less. */
const USUAL_RULES = 120

@ObjectType({ description: 'The catalogue of rules, and what they are worth on top of one model.', simpleResolvers: true })
@RequiresScopes('predictions')
@CacheFor(60)
export class IntegrationRules {
  @Field(() => [IntegrationRule], { description: 'Every rule, by id.' })
  @ListSize({ assumedSize: USUAL_RULES })
  rules!: readonly IntegrationRule[]

  @Field(() => Model, { nullable: true, description: 'Whose weights these are; null where there are none.' })
  model!: Model | null

  @Field(() => ModelRules, { nullable: true, description: 'How rules work on top of that model; null where there are no weights.' })
  fitted!: ModelRules | null

  @Field(() => NoPrediction, { nullable: true, description: 'Why there are no weights; null where there are.' })
  unweighed!: NoPrediction | null
}
