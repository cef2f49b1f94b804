import { type ClassType, Field, Int, ObjectType } from 'type-graphql'
import type { Scope } from '../../access/scope'
import { RequiresScopes } from '../scopes/requires-scopes'
import { PageInfo } from './page-info.type'

/** The Relay connection `<name>Connection` with its edge, for those with the scope of its nodes. Its fields have no mapping: the planner fills the shape and reads the node type from `nodes`. */
export const connectionOf = (name: string, plural: string, of: () => ClassType, scope: Scope = 'racing'): ClassType => {
  @ObjectType(`${name}Edge`, { description: `One of the ${plural} of a page, with its cursor.`, simpleResolvers: true })
  @RequiresScopes(scope)
  class Edge {
    @Field(() => String, { description: 'Opaque place in the list, for `after` and `before`. It stays valid when others are added.' })
    cursor!: string

    @Field(of, { nullable: true, description: 'The item itself.' })
    node!: unknown
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.`, simpleResolvers: true })
  @RequiresScopes(scope)
  class Connection {
    @Field(() => [Edge], { nullable: 'items', description: 'The items with their cursors.' })
    edges!: readonly Edge[]

    @Field(() => [of()], { description: 'The items alone, in the same order.' })
    nodes!: readonly unknown[]

    @Field(() => PageInfo, { description: 'Where this page lies in the whole list.' })
    pageInfo!: PageInfo

    @Field(() => Int, { description: 'Number of items on all pages together. It is counted only when asked for, and costs a statement.' })
    totalCount!: number
  }
  return Connection
}
