import { createUnionType } from 'type-graphql'
import { Horse } from '../horse/horse.type'
import { Jockey } from '../jockey/jockey.type'
import { concreteType } from '../node/node.type'
import { Owner } from '../owner/owner.type'
import { Trainer } from '../trainer/trainer.type'
import { Venue } from '../venue/venue.type'

export const SearchHit = createUnionType({
  name: 'SearchHit',
  description: 'What a search can find.',
  types: () => [Horse, Jockey, Trainer, Owner, Venue] as const,
  resolveType: (value) => concreteType(value as { readonly __typename?: string }),
})
