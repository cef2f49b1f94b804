import { Arg, Query, Resolver } from 'type-graphql'
import { ListSize } from '../cost/cost'
import { Batched, planned } from '../read/mapping'
import { loadModel, loadModels } from './load-models'
import { Model } from './model.type'

@Resolver()
export class ModelResolver {
  @Query(() => [Model], { description: 'Every model that can be used, by name, newest version first.' })
  @Batched({ columns: [], load: loadModels })
  @ListSize({ assumedSize: 10 })
  models(): readonly Model[] { return planned() }

  @Query(() => Model, { nullable: true, description: 'One model; null where there is none of that name that can be used.' })
  @Batched({ columns: [], load: loadModel })
  model(@Arg('name', () => String, { description: 'A name (its newest version), `name@version`, or an alias: `champion`, `fundamentals`.' }) _name: string): Model | null { return planned() }
}
