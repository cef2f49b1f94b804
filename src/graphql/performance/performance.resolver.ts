import { Arg, Query, Resolver } from 'type-graphql'
import { CacheFor, Cost } from '../cost/cost'
import { Batched, planned } from '../read/mapping'
import { DateScalar } from '../scalars/date'
import { loadPerformance } from './load-performance'
import { ModelPerformance } from './model-performance.type'

@Resolver()
export class PerformanceResolver {
  @Query(() => ModelPerformance, { nullable: true, description: 'How a model did with what was served before the off, on days of meetings; null for a model that nobody knows. Scored when results arrive, and anew when they are corrected.' })
  @Batched({ columns: [], load: loadPerformance })
  @Cost(500)
  @CacheFor(60)
  modelPerformance(
    @Arg('model', () => String, { description: 'A name (all its versions), `name@version`, or an alias: `champion`, `fundamentals` (the version that it points at now).' }) _model: string,
    @Arg('from', () => DateScalar, { nullable: true, description: 'First day; a year before the last unless said. At most 1100 days.' }) _from: string | null,
    @Arg('to', () => DateScalar, { nullable: true, description: 'Last day; now unless said.' }) _to: string | null,
  ): ModelPerformance | null { return planned() }
}
