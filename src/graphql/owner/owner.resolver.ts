import { Arg, ID, Query, Resolver } from 'type-graphql'
import { fromGlobalId } from '../node/global-id'
import { One, planned } from '../read/mapping'
import { Owner } from './owner.type'

@Resolver()
export class OwnerResolver {
  @Query(() => Owner, { nullable: true, description: 'The owner with an id; null when there is none. Look at `source`: SYNTHETIC owners are invented.' })
  @One({ table: 'owners', parent: [], where: (t, _p, args, param) => `${t('id')} = ${param(fromGlobalId(args['id'], 'Owner'), 'int')}` })
  owner(@Arg('id', () => ID, { description: 'Id of an Owner.' }) _id: string): Owner | null { return planned() }
}
