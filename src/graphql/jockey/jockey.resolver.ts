import { Arg, ID, Query, Resolver } from 'type-graphql'
import { fromGlobalId } from '../node/global-id'
import { One, planned } from '../read/mapping'
import { Jockey } from './jockey.type'

@Resolver()
export class JockeyResolver {
  @Query(() => Jockey, { nullable: true, description: 'The jockey with an id; null when there is none. Look at `source`: SYNTHETIC jockeys are invented.' })
  @One({ table: 'jockeys', parent: [], where: (t, _p, args, param) => `${t('id')} = ${param(fromGlobalId(args['id'], 'Jockey'), 'int')}` })
  jockey(@Arg('id', () => ID, { description: 'Id of a Jockey.' }) _id: string): Jockey | null { return planned() }
}
