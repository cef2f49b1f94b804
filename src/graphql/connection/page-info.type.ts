import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Where a page lies in the whole list (Relay).', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'More follow after this page.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'Others come before this page.' })
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null on an empty page.' })
  endCursor!: string | null
}
