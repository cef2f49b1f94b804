import { Field, ID, InterfaceType } from 'type-graphql'

/** The executor puts the name of the concrete type beside the values it read. */
export const concreteType = (value: { readonly __typename?: string }): string => {
  if (value.__typename === undefined) throw new Error('an object of an abstract type came without its __typename')
  return value.__typename
}

@InterfaceType('Node', { description: 'A thing with an id that can be asked for again.', resolveType: concreteType })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque id, the same for ever; unique over all types.', simple: true })
  id!: string
}
