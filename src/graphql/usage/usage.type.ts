import { Extensions, Field, Float, ObjectType, registerEnumType } from 'type-graphql'
import { ListSize } from '../cost/cost'
import { USAGE_BY, type UsageBy as By } from '../../usecases/metering/ports'

export const UsageBy = Object.fromEntries(USAGE_BY.map((by) => [by, by])) as { readonly [B in By]: B }
registerEnumType(UsageBy, {
  name: 'UsageBy', description: 'What usage is told apart by.',
  valuesConfig: {
    DAY: { description: 'Day of UTC.' }, PRINCIPAL: { description: 'Who asked: a key, a subject of tokens, or whoever sends nothing.' }, CLIENT: { description: 'Program that asked, as it names itself.' },
    VERSION: { description: 'Version of the program, as it names it.' }, OPERATION: { description: 'Name of the operation in its document.' }, DOCUMENT: { description: 'Text of the document.' },
  },
})

@ObjectType({ description: 'Operations that ended with an error of a code.', simpleResolvers: true })
@Extensions({ cacheControl: { maxAge: 0, scope: 'PRIVATE' } })
export class UsageError {
  @Field(() => String, { description: 'As in `extensions.code` of errors.' })
  code!: string

  @Field(() => Float, { description: 'Operations with at least one of it.' })
  operations!: number
}

@ObjectType({ description: 'What was used, added up.', simpleResolvers: true })
@Extensions({ cacheControl: { maxAge: 0, scope: 'PRIVATE' } })
export class Usage {
  @Field(() => String, { nullable: true, description: 'Day of UTC, `YYYY-MM-DD`; null where days are taken together.' })
  day!: string | null

  @Field(() => String, { nullable: true, description: 'Who asked, e.g. `key:` and the id of a key; null where all are taken together.' })
  principal!: string | null

  @Field(() => String, { nullable: true, description: 'Program that asked; null where it did not name itself, or where programs are taken together.' })
  client!: string | null

  @Field(() => String, { nullable: true, description: 'Its version; null where it did not say, or where versions are taken together.' })
  version!: string | null

  @Field(() => String, { nullable: true, description: 'Operation, as its document names it; null where it has no name, or where operations are taken together.' })
  operation!: string | null

  @Field(() => String, { nullable: true, description: 'SHA-256 of the text of the document, hexadecimal; null where it was not valid, or where documents are taken together.' })
  document!: string | null

  @Field(() => Boolean, { description: 'What there was no room for to be told apart by program, operation and document: a key gets so many of them a day.' })
  rest!: boolean

  @Field(() => Float, { description: 'Operations that were answered, refused ones and openings of subscriptions included.' })
  operations!: number

  @Field(() => Float, { description: 'Those of them with at least one error.' })
  failed!: number

  @Field(() => [UsageError], { description: 'Errors by code, the most frequent first.' })
  @ListSize({ assumedSize: 5 })
  errors!: readonly UsageError[]

  @Field(() => Float, { description: 'Static cost of what was executed, reckoned before (`@cost`, `@listSize`).' })
  estimatedCost!: number

  @Field(() => Float, { description: 'Cost of what was really read.' })
  cost!: number

  @Field(() => Float, { description: 'Bytes of answers and of updates of subscriptions, before compression.' })
  bytes!: number

  @Field(() => Float, { description: 'Time that operations took, milliseconds, all together.' })
  durationMs!: number

  @Field(() => Float, { description: 'Minutes that subscriptions were open.' })
  subscriptionMinutes!: number

  @Field(() => Float, { description: 'Updates that subscriptions were sent.' })
  deliveries!: number
}

@ObjectType({ description: 'How often a program asked for a field by an operation.', simpleResolvers: true })
@Extensions({ cacheControl: { maxAge: 0, scope: 'PRIVATE' } })
export class FieldUsage {
  @Field(() => String, { description: 'Type and field, e.g. `Runner.barrier`.' })
  field!: string

  @Field(() => String, { description: 'Who asked.' })
  principal!: string

  @Field(() => String, { nullable: true, description: 'Program that asked; null where it did not name itself.' })
  client!: string | null

  @Field(() => String, { nullable: true, description: 'Its version; null where it did not say.' })
  version!: string | null

  @Field(() => String, { nullable: true, description: 'Operation, as its document names it; null where it has no name.' })
  operation!: string | null

  @Field(() => Float, { description: 'Operations that select it, refused ones included.' })
  operations!: number

  @Field(() => String, { description: 'Last day of UTC on which it did, `YYYY-MM-DD`.' })
  lastDay!: string
}
