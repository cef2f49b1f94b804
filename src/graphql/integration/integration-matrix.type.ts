import { GraphQLFloat, GraphQLList, GraphQLNonNull } from 'graphql'
import { Arg, createUnionType, Field, Float, ObjectType } from 'type-graphql'
import { CacheFor, ListSize } from '../cost/cost'
import { Exactly } from '../feature/exactly'
import { FeatureCategoryEnum } from '../feature/feature-name.enum'
import { Model } from '../model/model.type'
import { concreteType } from '../node/node.type'
import { HowMade } from '../prediction/how-made'
import { NoPrediction } from '../prediction/prediction.type'
import { Race } from '../race/race.type'
import { Keyed, planned } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { RequiresScopes } from '../scopes/requires-scopes'

/** As long as the prediction that it is taken from. */
const HOLDS_SECONDS = 5
/** Cells when none is left out. */
const ALL_CELLS = 441
const TABLE = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLFloat)))))

@ObjectType({ description: 'How two categories work on each other in a race; on the diagonal, what the features of one category do.', simpleResolvers: true })
@RequiresScopes('predictions')
export class MatrixCell {
  @Field(() => FeatureCategoryEnum, { description: 'Category of the row.' })
  row!: string

  @Field(() => FeatureCategoryEnum, { description: 'Category of the column. The matrix is symmetric.' })
  column!: string

  @Field(() => Float, { description: 'Mean size of what its rules say over the runners, nats.' })
  strength!: number

  @Field(() => Float, { description: 'Share of the strength that is in favour less what is against, -1 to 1: of the runner asked about, else of whom it favours most.' })
  direction!: number

  @Field(() => Float, { description: 'Mean size of what it changes in the scores of this model, nats: less than the strength where the model knows already, or a contradiction was decided against it.' })
  effect!: number

  @Field(() => Runner, { nullable: true, description: 'Whom it favours most; null where it is silent.' })
  @Keyed('runners')
  favours!: Runner | null

  @Field(() => Runner, { nullable: true, description: 'Whom it hinders most; null where it is silent.' })
  @Keyed('runners')
  hinders!: Runner | null

  @Field(() => String, { nullable: true, description: 'What the weightiest of its rules says of the runner that it moves most, one sentence; null where it is silent.' })
  reason!: string | null
}

@ObjectType({ description: 'How the categories of features work on each other in one race, by a model with rules.', simpleResolvers: true })
@RequiresScopes('predictions')
@CacheFor(HOLDS_SECONDS)
export class IntegrationMatrix extends HowMade {
  @Field(() => Race, { description: 'The race.' })
  @Keyed('races')
  race!: Race

  @Field(() => Model, { description: 'Whose rules these are.' })
  model!: Model

  @Field(() => Runner, { nullable: true, description: 'Whom directions are of; null where nobody was asked about.' })
  @Keyed('runners')
  runner!: Runner | null

  @Field(() => [FeatureCategoryEnum], { description: 'The 21 categories: rows and columns, in this order.' })
  @ListSize({ assumedSize: 21 })
  categories!: readonly string[]

  @Field(() => [[Float]], { description: '`strength` of each cell by row and column, nats: 21 x 21, for a heat map.' })
  @Exactly(TABLE)
  @ListSize({ assumedSize: 21 })
  strengths!: readonly (readonly number[])[]

  @Field(() => [[Float]], { description: '`direction` of each cell, likewise.' })
  @Exactly(TABLE)
  @ListSize({ assumedSize: 21 })
  directions!: readonly (readonly number[])[]

  @Field(() => [MatrixCell], { description: 'The cells row by row, with reasons.' })
  @ListSize({ assumedSize: ALL_CELLS })
  cells(@Arg('nonZero', () => Boolean, { nullable: true, defaultValue: true, description: 'Only those that are not silent; else all 441.' }) _nonZero: boolean): readonly MatrixCell[] { return planned() }
}

export const IntegrationMatrixResult = createUnionType({
  name: 'IntegrationMatrixResult', description: 'How categories work on each other in a race, or why that cannot be said.', types: () => [IntegrationMatrix, NoPrediction] as const,
  resolveType: (value: unknown): string => concreteType(value as { readonly __typename?: string }),
})
