import type { GraphQLOutputType } from 'graphql'
import { Extensions } from 'type-graphql'

/** The type of a field where type-graphql cannot say it: a list of lists whose items alone may be null. `buildGraph` puts it in place. */
export const Exactly = (type: GraphQLOutputType): PropertyDecorator => Extensions({ exactly: type }) as PropertyDecorator
