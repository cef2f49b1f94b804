import { Field, Float, ObjectType, registerEnumType } from 'type-graphql'
import type { RunnerExplanation } from '../../usecases/explanation'
import { ListSize } from '../cost/cost'
import { wordOf } from '../feature/feature-name.enum'
import { RequiresScopes } from '../scopes/requires-scopes'

type PartName = keyof NonNullable<RunnerExplanation['confidence']>['parts']
const SAYS: Readonly<Record<PartName, string>> = {
  completeness: 'How much of what the model reads is known.', agreementOfModels: 'How near to each other its members are.', agreementOfRules: 'How far its rules point the same way.',
  familiarity: 'How near the race is to those that the model learned from.', agreementWithMarket: 'How near its chances are to the market\'s.', trackRecord: 'How it did on earlier races of this sort.',
}
/** In the order in which they are told. */
export const PART_NAMES = Object.keys(SAYS) as readonly PartName[]
/** Answers are given as the words themselves: compiled operations do not translate enums. */
const ConfidencePartEnum: Readonly<Record<string, string>> = Object.fromEntries(PART_NAMES.map((name) => [wordOf(name), wordOf(name)]))
registerEnumType(ConfidencePartEnum, {
  name: 'ConfidencePartName', description: 'What a confidence is made of.', valuesConfig: Object.fromEntries(PART_NAMES.map((name) => [wordOf(name), { description: SAYS[name] }])),
})

@ObjectType({ description: 'One part of a confidence.', simpleResolvers: true })
@RequiresScopes('predictions')
export class ConfidencePart {
  @Field(() => ConfidencePartEnum, { description: 'Which.' })
  name!: string

  @Field(() => Float, { nullable: true, description: '0 to 1, 1 speaks for the prediction; null where it cannot be told, such as the market\'s of a race without prices: the others then count for it.' })
  value!: number | null
}

@ObjectType({ description: 'How far a prediction is to be trusted: its rank among races that the model had not seen. It says how well chances of such races were told, not how likely the first pick is to win.', simpleResolvers: true })
@RequiresScopes('predictions')
export class Confidence {
  @Field(() => Float, { description: '0 to 1: share of those races that promised no better.' })
  value!: number

  @Field(() => [ConfidencePart], { description: 'What it is made of, always in the same order.' })
  @ListSize({ assumedSize: PART_NAMES.length })
  parts!: readonly ConfidencePart[]

  @Field(() => ConfidencePart, { nullable: true, description: 'The lowest of the parts that are known; null where none is.' })
  weakest!: ConfidencePart | null

  @Field(() => String, { description: 'The same in words.' })
  sentence!: string
}
