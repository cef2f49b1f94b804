import { Field, ID, InterfaceType } from 'type-graphql'
import { concreteType } from '../node/node.type'
import { RequiresScopes } from '../scopes/requires-scopes'

@InterfaceType('Participant', { description: 'A person or partnership with a part in racing.', resolveType: concreteType })
@RequiresScopes('racing')
export abstract class Participant {
  @Field(() => ID, { description: 'Opaque id, the same for ever.', simple: true })
  id!: string

  @Field(() => String, { description: 'Name, in the source\'s spelling.', simple: true })
  name!: string
}
