import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Racing colours.', simpleResolvers: true })
export class Silks {
  @Field(() => String, { description: 'In words, e.g. `Royal blue, gold sash`.' })
  description!: string
}

export const silksOf = (description: string | null): Silks | null => (description === null ? null : { description })
