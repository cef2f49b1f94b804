import { Arg, Query, Resolver } from 'type-graphql'
import { FEATURES, featuresIn } from '../../features/registry'
import { CacheFor, ListSize } from '../cost/cost'
import { Batched, planned, type Args } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'
import { definitionOf } from './describe-feature'
import { categoryOfWord, FeatureCategoryEnum } from './feature-name.enum'
import { ALL_FEATURES, FeatureDefinition } from './feature.type'

const definitions = ({ category }: Args): readonly FeatureDefinition[] =>
  ((category ?? null) === null ? FEATURES : featuresIn(categoryOfWord(category as string))).map(({ name }) => definitionOf(name))

@Resolver()
export class FeatureResolver {
  @Query(() => [FeatureDefinition], { description: 'What every feature means, in the order of the registry.' })
  @RequiresScopes('features')
  @Batched({ columns: [], load: async (_db, parents, args) => parents.map(() => definitions(args)) })
  @ListSize({ assumedSize: ALL_FEATURES })
  @CacheFor(3600)
  featureDefinitions(@Arg('category', () => FeatureCategoryEnum, { nullable: true, description: 'Only of this category.' }) _category: string | null): readonly FeatureDefinition[] { return planned() }
}
