import { Field, ObjectType } from 'type-graphql'
import { RequiresScopes } from '../scopes/requires-scopes'

@ObjectType({ description: 'Racing colours.', simpleResolvers: true })
@RequiresScopes('racing')
export class Silks {
  @Field(() => String, { description: 'In words, e.g. `Royal blue, gold sash`.' })
  description!: string
}

export const silksOf = (description: string | null): Silks | null => (description === null ? null : { description })
