import { Field, Float, Int, ObjectType } from 'type-graphql'
import { ListSize } from '../cost/cost'
import { FeatureCategoryEnum } from '../feature/feature-name.enum'
import { DateRangeInfo } from '../model/model-metrics.type'
import { RequiresScopes } from '../scopes/requires-scopes'

/** Categories that features have. */
const ALL_CATEGORIES = 21

@ObjectType({ description: 'How much a model of all the others loses without a category of features, out of sample.', simpleResolvers: true })
@RequiresScopes('predictions')
export class CategoryRank {
  @Field(() => FeatureCategoryEnum, { description: 'The category.' })
  category!: string

  @Field(() => Float, { nullable: true, description: 'Nats a race that are lost without it; null for one that was put here by whoever runs the server and was not measured.' })
  loss!: number | null
}

@ObjectType({ description: 'Races that rules were weighed on; the model under them had not been fitted on these.', simpleResolvers: true })
@RequiresScopes('predictions')
export class WeighedOn extends DateRangeInfo {
  @Field(() => Int, { description: 'Races.' })
  races!: number
}

@ObjectType({ description: 'How rules work on top of one model.', simpleResolvers: true })
@RequiresScopes('predictions')
export class ModelRules {
  @Field(() => Float, { description: 'Share of the weights that holds on top of this model, 0 to 1: what it knows already counts less.' })
  trust!: number

  @Field(() => Float, { description: 'Share of its effect that the side loses which a contradiction is decided against, 0 to 1.' })
  damping!: number

  @Field(() => Float, { description: 'No weight is beyond it, nats.' })
  cap!: number

  @Field(() => String, { description: 'Recipe on top of whose chances the weights were learnt.' })
  learntOver!: string

  @Field(() => WeighedOn, { nullable: true, description: 'Races that the weights were learnt on; null where there were none, and no weight is above 0.' })
  weighedOn!: WeighedOn | null

  @Field(() => [CategoryRank], { description: 'Categories, the most telling first: whose rules prevail when the evidence is alike.' })
  @ListSize({ assumedSize: ALL_CATEGORIES })
  hierarchy!: readonly CategoryRank[]
}
