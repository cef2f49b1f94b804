import { Arg, ID, Query, Resolver } from 'type-graphql'
import { fromGlobalId } from '../node/global-id'
import { One, planned } from '../read/mapping'
import { Trainer } from './trainer.type'

@Resolver()
export class TrainerResolver {
  @Query(() => Trainer, { nullable: true, description: 'The trainer with an id; null when there is none. Look at `source`: SYNTHETIC trainers are invented.' })
  @One({ table: 'trainers', parent: [], where: (t, _p, args, param) => `${t('id')} = ${param(fromGlobalId(args['id'], 'Trainer'), 'int')}` })
  trainer(@Arg('id', () => ID, { description: 'Id of a Trainer.' }) _id: string): Trainer | null { return planned() }
}
