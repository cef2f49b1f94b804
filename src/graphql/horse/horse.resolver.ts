import { Arg, ID, Query, Resolver } from 'type-graphql'
import { fromGlobalId } from '../node/global-id'
import { One, planned } from '../read/mapping'
import { Horse } from './horse.type'

@Resolver()
export class HorseResolver {
  @Query(() => Horse, { nullable: true, description: 'The horse with an id; null when there is none. Look at `source`: SYNTHETIC horses are invented.' })
  @One({ table: 'horses', parent: [], where: (t, _p, args, param) => `${t('id')} = ${param(fromGlobalId(args['id'], 'Horse'), 'int')}` })
  horse(@Arg('id', () => ID, { description: 'Id of a Horse.' }) _id: string): Horse | null { return planned() }
}
