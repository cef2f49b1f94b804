import { Arg, ID, Query, Resolver } from 'type-graphql'
import { CacheFor, ListSize } from '../cost/cost'
import { Conditions } from '../filter/conditions'
import { planned, Polymorphic } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'
import { readGlobalId } from './global-id'
import { Node } from './node.type'

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'The thing with an id, of whatever type; null when there is none. What is not an id at all is an error.' })
  @RequiresScopes('racing', 'live')
  @CacheFor(15)
  @Polymorphic({ single: true, resolve: async (_db, args) => [readGlobalId(args['id'])] })
  node(@Arg('id', () => ID, { description: 'An id that an `id` field returned.' }) _id: string): Node | null { return planned() }

  @Query(() => [Node], { nullable: 'items', description: 'Things by id, in the order asked for, null where there is none. What is not an id at all is an error.' })
  @RequiresScopes('racing', 'live')
  @CacheFor(15)
  @Polymorphic({ single: false, resolve: async (_db, args) => Conditions.bounded('ids', args['ids'] as readonly string[]).map(readGlobalId) })
  @ListSize({ assumedSize: 100, slicingArguments: ['ids'] })
  nodes(@Arg('ids', () => [ID], { description: 'Ids that `id` fields returned; at most 100.' }) _ids: readonly string[]): readonly (Node | null)[] { return planned() }
}
