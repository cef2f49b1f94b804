import { Arg, Query, Resolver } from 'type-graphql'
import { Cost, ListSize } from '../cost/cost'
import { Batched, planned } from '../read/mapping'
import { DateScalar } from '../scalars/date'
import { loadSpend } from './load-spend'
import { LlmSpend, SpendBy } from './spend.type'

@Resolver()
export class SpendResolver {
  @Query(() => [LlmSpend], { nullable: true, description: 'What language models were asked and what it cost. Days of UTC, the last 30 unless said.' })
  @Batched({ columns: [], load: loadSpend })
  @Cost(50)
  @ListSize({ assumedSize: 100 })
  llmSpend(
    @Arg('from', () => DateScalar, { nullable: true, description: 'First day; 30 days before the last unless said. At most 400 days.' }) _from: string | null,
    @Arg('to', () => DateScalar, { nullable: true, description: 'Last day; today unless said.' }) _to: string | null,
    @Arg('by', () => [SpendBy], { nullable: true, description: 'What is told apart; all of it unless said, nothing for an empty list.' }) _by: readonly SpendBy[] | null,
  ): readonly LlmSpend[] | null { return planned() }
}
