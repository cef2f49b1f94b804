import { Field } from 'type-graphql'
import { FeatureDefinition } from '../feature/feature.type'
import { DateTimeScalar } from '../scalars/date-time'

/** What predictions and explanations of a race and of a runner all say of how they were made. */
export const HowMade = {
  generatedAt: () => Field(() => DateTimeScalar, { description: 'When it was worked out.' }),
  asOf: () => Field(() => DateTimeScalar, { description: 'Instant before which everything of card and history was known; never after the start.' }),
  marketAsOf: () => Field(() => DateTimeScalar, { description: 'The same for prices: after the start it lets starting prices in.' }),
  stale: () => Field(() => Boolean, { description: 'Results or cards were imported that the history behind it does not hold yet.' }),
  degraded: () => Field(() => Boolean, { description: 'Inputs are missing of all runners that races had in training: see `missingInputs`.' }),
  missingInputs: () => Field(() => [FeatureDefinition], { description: 'Features that no runner of the race has, while hardly a race lacked them in training.' }),
}
