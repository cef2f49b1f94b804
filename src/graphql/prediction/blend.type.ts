import { Field, Float, ObjectType, registerEnumType } from 'type-graphql'
import type { BlendKind as Kind } from '../../domain/race-blend'
import { DateTimeScalar } from '../scalars/date-time'
import { RequiresScopes } from '../scopes/requires-scopes'

export const BlendKind: { readonly [K in Kind]: K } = { GPT: 'GPT', LINEAR: 'LINEAR', LOG: 'LOG' }
registerEnumType(BlendKind, {
  name: 'BlendKind', description: 'How chances of a language model are taken in.',
  valuesConfig: {
    GPT: { description: 'They stand alone, raised to a power.' }, LINEAR: { description: 'Weighted mean with those of the base.' },
    LOG: { description: 'Product of powers of both, made to sum to 1; powers are fitted to results.' },
  },
})

@ObjectType({ description: 'What of a prediction is due to a language model, which was told neither prices nor chances of others.', simpleResolvers: true })
@RequiresScopes('predictions')
export class PredictionBlend {
  @Field(() => BlendKind, { description: 'How both are taken together.' })
  kind!: Kind

  @Field(() => Float, { description: 'What the base counts: its share where it is LINEAR, its power where it is LOG. 1 where it stands alone.' })
  modelWeight!: number

  @Field(() => Float, { description: 'The same of the language model. 0 where the base stands alone.' })
  languageModelWeight!: number

  @Field(() => String, { nullable: true, description: '`name@version` of the base; null for a language model alone.' })
  base!: string | null

  @Field(() => String, { nullable: true, description: 'The language model, as it names itself; null where the base stands alone.' })
  languageModel!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was asked.' })
  askedAt!: string | null

  @Field(() => Boolean, { description: 'SYNTHETIC: the stand-in of racegraph answered, which is no language model. No claim.' })
  synthetic!: boolean

  @Field(() => String, { nullable: true, description: 'Why the base stands alone, for people; null where it does not.' })
  fellBack!: string | null
}
