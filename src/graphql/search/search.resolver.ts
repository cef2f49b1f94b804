import { Arg, Int, Query, Resolver } from 'type-graphql'
import { CacheFor, Cost, ListSize } from '../cost/cost'
import { planned, Polymorphic } from '../read/mapping'
import { RequiresScopes } from '../scopes/requires-scopes'
import { findNames } from './find-names'
import { SearchHit } from './search-hit.type'

@Resolver()
export class SearchResolver {
  @Query(() => [SearchHit], { description: 'Horses, jockeys, trainers, owners and venues by name, best first; case and small typing errors do not matter. Look at `source`: SYNTHETIC ones are invented.' })
  @RequiresScopes('racing')
  @Polymorphic({ single: false, resolve: findNames })
  @Cost(10)
  @CacheFor(3600)
  @ListSize({ assumedSize: 10, slicingArguments: ['first'] })
  search(
    @Arg('text', () => String, { description: 'A name or part of one, 2 to 100 characters; or the code of a venue.' }) _text: string,
    @Arg('first', () => Int, { nullable: true, defaultValue: 10, description: 'At most this many, 1 to 50.' }) _first: number,
  ): readonly (typeof SearchHit)[] { return planned() }
}
