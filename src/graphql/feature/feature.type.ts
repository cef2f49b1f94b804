import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { GraphQLFloat, GraphQLList, GraphQLNonNull } from 'graphql'
import { ListSize } from '../cost/cost'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { Exactly } from './exactly'
import { FeatureCategoryEnum, FeatureNameEnum, FeatureScope } from './feature-name.enum'

/** Features that a list is reckoned to have when no names are given. */
export const ALL_FEATURES = 300

@ObjectType({ description: 'What a feature means. Every feature is correct in time: nothing that became known at or after the instant asked for can change it.', simpleResolvers: true })
@RequiresScopes('features', 'predictions', 'commentary')
export class FeatureDefinition {
  @Field(() => FeatureNameEnum, { description: 'The feature, as arguments take it.' })
  name!: string

  @Field(() => String, { description: 'Its name with a dot, as files, exports and models have it, e.g. `form.lastPosition`.' })
  path!: string

  @Field(() => FeatureCategoryEnum, { description: 'What it is about.' })
  category!: string

  @Field(() => String, { description: 'What it says, and from which formula.' })
  description!: string

  @Field(() => String, { description: 'Unit of `value`: `ratio` 0 to 1 or a quotient, `percent` 0 to 100, `flag` 0 or 1, `code` an index into `words`, `points` of a rating, `lengths`, `kg`, `m`, `ms`, `days`, decimal `odds` and so on.' })
  unit!: string

  @Field(() => FeatureScope, { description: 'Whom its values are of.' })
  scope!: string

  @Field(() => Int, { description: 'Raised whenever values change their meaning.' })
  version!: number

  @Field(() => String, { description: 'When it can be missing, and what a model of ours takes in its place.' })
  whenMissing!: string

  @Field(() => [String], { nullable: true, description: 'Meaning of each value of a `code`, from 0; null for other units.' })
  words!: readonly string[] | null
}

@ObjectType({ description: 'One feature of one runner.', simpleResolvers: true })
@RequiresScopes('features')
export class FeatureValue {
  @Field(() => FeatureNameEnum, { description: 'The feature.' })
  name!: string

  @Field(() => FeatureDefinition, { description: 'What it means.' })
  definition!: FeatureDefinition

  @Field(() => Float, { nullable: true, description: 'The value, in the unit of the definition; null when it is missing, never 0 or -1.' })
  value!: number | null

  @Field(() => Boolean, { description: 'The value is missing: the definition says when that is.' })
  missing!: boolean

  @Field(() => String, { nullable: true, description: 'The value as people read it, with its unit; null when it is missing.' })
  text!: string | null

  @Field(() => Float, { nullable: true, description: 'Mean over the runners of the race whose value is known; null when none is.' })
  fieldMean!: number | null

  @Field(() => Int, { nullable: true, description: 'Rank among those runners, 1 = highest; ties share the better rank; null when the value is missing.' })
  fieldRank!: number | null
}

/** What vectors and matrices both say of how they were made. */
const OfSet = (): PropertyDecorator & MethodDecorator => Field(() => String, { description: 'Set of definitions that the values were computed by. Values of different sets are not to be mixed.' })
const SeenAsOf = (): PropertyDecorator & MethodDecorator => Field(() => DateTimeScalar, { description: 'Instant before which everything of card and history was known; never after the start.' })
const MarketSeenAsOf = (): PropertyDecorator & MethodDecorator => Field(() => DateTimeScalar, { description: 'The same for prices: after the start it lets starting prices in.' })

@ObjectType({ description: 'Features of one runner as of an instant.', simpleResolvers: true })
@RequiresScopes('features')
export class FeatureVector {
  @OfSet()
  set!: string

  @SeenAsOf()
  asOf!: string

  @MarketSeenAsOf()
  marketAsOf!: string

  @Field(() => [FeatureValue], { description: 'The features asked for, in the order of the registry.' })
  @ListSize({ assumedSize: ALL_FEATURES })
  features!: readonly FeatureValue[]
}

@ObjectType({ description: 'Features of all runners of a race as a table of numbers: a row a runner, a column a feature.', simpleResolvers: true })
@RequiresScopes('features')
export class FeatureMatrix {
  @OfSet()
  set!: string

  @SeenAsOf()
  asOf!: string

  @MarketSeenAsOf()
  marketAsOf!: string

  @Field(() => [FeatureNameEnum], { description: 'The columns: the features asked for, in the order of the registry.' })
  @ListSize({ assumedSize: ALL_FEATURES })
  names!: readonly string[]

  @Field(() => [String], { description: 'Unit of each column.' })
  units!: readonly string[]

  @Field(() => [ID], { description: 'Id of the Runner of each row: those that were to start at the instant.' })
  @ListSize({ assumedSize: 24 })
  runnerIds!: readonly string[]

  @Field(() => [[Float]], { description: 'Values by row and column; null when missing.' })
  @Exactly(new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(new GraphQLList(GraphQLFloat)))))
  @ListSize({ assumedSize: 24 })
  rows!: readonly (readonly (number | null)[])[]
}
