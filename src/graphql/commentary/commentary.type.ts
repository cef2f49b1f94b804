import { Extensions, Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { CommentaryKind, CommentarySource, Length, Tone } from '../../commentary/commentary'
import { CacheFor, ListSize } from '../cost/cost'
import { FeatureDefinition } from '../feature/feature.type'
import { Keyed } from '../read/mapping'
import { Runner } from '../runner/runner.type'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'
import { CommentaryKindEnum, CommentarySourceEnum, FactTopicEnum, LengthEnum, ToneEnum } from './commentary.enum'

/** As long as the chances that it tells of. */
const HOLDS_SECONDS = 5
/** What is told to some must not be kept for others. */
const ForOneAlone = (): PropertyDecorator & MethodDecorator => Extensions({ cacheControl: { maxAge: 0, scope: 'PRIVATE' } }) as PropertyDecorator & MethodDecorator

@ObjectType({ description: 'Where a value stands in the field.', simpleResolvers: true })
@RequiresScopes('commentary')
export class FieldRank {
  @Field(() => Int, { description: 'Rank, 1 = highest; ties share the better one.' })
  place!: number

  @Field(() => Int, { description: 'How many of the field have a value.' })
  of!: number
}

@ObjectType({ description: 'Something known that a sentence of a commentary rests on, as it may be said. Its numbers are the only ones that the sentence may have.', simpleResolvers: true })
@RequiresScopes('commentary')
export class CitedFact {
  @Field(() => String, { description: 'Name of the fact within the commentary: `r4.12` is the twelfth of the fourth runner, `race.3` the third of the race. Another commentary may call the same fact otherwise.' })
  id!: string

  @Field(() => FactTopicEnum, { description: 'What it is about.' })
  topic!: string

  @Field(() => String, { description: 'What it is, in a few words, e.g. `win rate over 12 months`.' })
  label!: string

  @Field(() => String, { description: 'The value as people read it, e.g. `18.2%`, `1:09.85`, `Good`.' })
  text!: string

  @Field(() => Float, { nullable: true, description: 'The value, in `unit`; null for words.' })
  value!: number | null

  @Field(() => String, { nullable: true, description: 'Unit of `value`, as units of features are called; null for words.' })
  unit!: string | null

  @Field(() => FeatureDefinition, { nullable: true, description: 'The feature that it is the value of; null for what no feature says.' })
  feature!: FeatureDefinition | null

  @Field(() => Runner, { nullable: true, description: 'Whose it is; null for a fact of the race.' })
  @Keyed('runners')
  runner!: Runner | null

  @Field(() => FieldRank, { nullable: true, description: 'Where it stands in the field; null where that says nothing.' })
  rank!: FieldRank | null
}

@ObjectType({ description: 'A sentence of a commentary, and what it rests on.', simpleResolvers: true })
@RequiresScopes('commentary')
export class CommentarySentence {
  @Field(() => String, { description: 'The sentence.' })
  text!: string

  @Field(() => CommentarySourceEnum, { description: 'Who says it. Beside sentences of a model there are some of the template on runners of whom nothing held that the model said.' })
  source!: CommentarySource

  @Field(() => ID, { nullable: true, description: 'Id of the Runner that it is about; null for the race.' })
  runnerId!: string | null

  @Field(() => Runner, { nullable: true, description: 'The runner that it is about; null for the race.' })
  @Keyed('runners')
  runner!: Runner | null

  @Field(() => [CitedFact], { description: 'The facts that it rests on, in the order in which it cites them. What people wrote freely, e.g. a stewards\' comment, is not repeated here; a sentence without numbers may rest on nothing else.' })
  @ListSize({ assumedSize: 3 })
  citations!: readonly CitedFact[]
}

@ObjectType({ description: 'What is to be said of a race or a runner, written by a language model or a template. Each sentence was held against the facts that it cites before it was shown.', simpleResolvers: true })
@RequiresScopes('commentary')
@CacheFor(HOLDS_SECONDS)
export class Commentary {
  @Field(() => CommentaryKindEnum, { description: 'What it is about.' })
  kind!: CommentaryKind

  @Field(() => ToneEnum, { description: 'How it speaks.' })
  tone!: Tone

  @Field(() => LengthEnum, { description: 'How much it says.' })
  length!: Length

  @Field(() => String, { description: 'Locale of its sentences.' })
  locale!: string

  @Field(() => CommentarySourceEnum, { description: 'Who speaks.' })
  source!: CommentarySource

  @Field(() => String, { nullable: true, description: 'The language model, as it names itself in its answer; null for the template, and until a commentary that is being written is done.' })
  model!: string | null

  @Field(() => Boolean, { description: 'SYNTHETIC: it is of invented racing, or the stand-in of racegraph wrote it, which is no language model. Say so wherever you show it.' })
  synthetic!: boolean

  @Field(() => Boolean, { description: 'Every sentence with a number cites facts that have it. Sentences that do not hold are left out before anything is shown, so that this is true; do not show a commentary that says otherwise.' })
  grounded!: boolean

  @Field(() => DateTimeScalar, { description: 'Instant before which everything that it rests on was known.' })
  asOf!: string

  @Field(() => DateTimeScalar, { description: 'When it was written; of one that is being written, when its newest sentence came.' })
  writtenAt!: string

  @Field(() => Boolean, { description: 'Something better is on its way: the model is writing. Ask again in some seconds, with `waitMs`, or subscribe to `commentaryStream`.' })
  pending!: boolean

  @Field(() => String, { nullable: true, description: 'Why the template speaks where the model was to, in a few words; the model is asked again after a while. Null where it was not to, and where it speaks.' })
  fellBack!: string | null

  @Field(() => String, { description: 'All sentences, joined by spaces.' })
  text!: string

  @Field(() => [CommentarySentence], { description: 'The sentences in their order.' })
  @ListSize({ assumedSize: 8 })
  sentences!: readonly CommentarySentence[]

  @Field(() => Int, { description: 'Sentences of the model that were left out since they did not hold, of the whole race; 0 until it is done.' })
  leftOut!: number

  @Field(() => Float, { nullable: true, description: 'What it cost, US dollars, all runners of the race together; 0 for the template. Null where the price is not known.' })
  @RequiresScopes('admin')
  @ForOneAlone()
  cost!: number | null
}
