import { Query, Resolver } from 'type-graphql'
import { Cost } from '../cost/cost'
import { Batched, planned } from '../read/mapping'
import { IntegrationRules } from './integration-rules.type'
import { loadIntegrationRules } from './load-integration-rules'
import { ModelWithRules } from './model-with-rules'

@Resolver()
export class IntegrationResolver {
  @Query(() => IntegrationRules, { description: 'The rules by which categories of features work on each other, with what history says that each is worth.' })
  @Batched({ columns: [], load: loadIntegrationRules })
  @Cost(5)
  integrationRules(@ModelWithRules() _model: string | null): IntegrationRules { return planned() }
}
