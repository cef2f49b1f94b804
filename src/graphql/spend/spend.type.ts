import { Extensions, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'
import { PURPOSES, type LlmPurpose } from '../../llm/llm'
import { RequiresScopes } from '../scopes/requires-scopes'

export const LlmPurposeEnum = Object.fromEntries(PURPOSES.map((purpose) => [purpose, purpose])) as { readonly [P in LlmPurpose]: P }
registerEnumType(LlmPurposeEnum, {
  name: 'LlmPurpose', description: 'What a language model is asked for.',
  valuesConfig: { COMMENTARY: { description: 'Commentary.' }, OPINION: { description: 'Chances of a race.' }, HEAD_TO_HEAD: { description: 'A registered comparison.' }, PROBE: { description: 'Whether it remembers a race.' } },
})
export const SpendBy = { DAY: 'DAY', MODEL: 'MODEL', PURPOSE: 'PURPOSE' } as const
export type SpendBy = keyof typeof SpendBy
registerEnumType(SpendBy, { name: 'SpendBy', description: 'What spending is told apart by.', valuesConfig: { DAY: { description: 'Day of UTC.' }, MODEL: { description: 'Model that was asked.' }, PURPOSE: { description: 'What for.' } } })

@ObjectType({ description: 'Requests to language models and what they cost.', simpleResolvers: true })
@RequiresScopes('admin')
@Extensions({ cacheControl: { maxAge: 0, scope: 'PRIVATE' } })
export class LlmSpend {
  @Field(() => String, { nullable: true, description: 'Day of UTC, `YYYY-MM-DD`; null where days are taken together.' })
  day!: string | null

  @Field(() => String, { nullable: true, description: 'Model that was asked; null where models are taken together.' })
  model!: string | null

  @Field(() => LlmPurposeEnum, { nullable: true, description: 'What it was asked for; null where purposes are taken together.' })
  purpose!: LlmPurpose | null

  @Field(() => Boolean, { description: 'The stand-in of racegraph answered, which is no language model and costs nothing.' })
  synthetic!: boolean

  @Field(() => Int, { description: 'Requests that went out.' })
  calls!: number

  @Field(() => Int, { description: 'Those of them without a good answer.' })
  failed!: number

  @Field(() => Float, { description: 'Input tokens, those that were cached included, as far as answers said.' })
  inputTokens!: number

  @Field(() => Float, { description: 'Input tokens that the provider had cached.' })
  cachedTokens!: number

  @Field(() => Float, { description: 'Output tokens, reasoning included.' })
  outputTokens!: number

  @Field(() => Float, { description: 'Output tokens that were reasoning.' })
  reasoningTokens!: number

  @Field(() => Float, { description: 'US dollars of the requests whose cost is known.' })
  cost!: number

  @Field(() => Int, { description: 'Requests whose cost nobody knows: `cost` has nothing of them.' })
  unpricedCalls!: number
}
