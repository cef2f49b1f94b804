import { Extensions } from 'type-graphql'

type Anywhere = MethodDecorator & PropertyDecorator & ClassDecorator

export interface ListSizeHint {
  /** Items to reckon with when no slicing argument says: as many as there are at most, as IBM's specification has it, so that the static cost is never too low. */
  readonly assumedSize: number
  /** Arguments that say how many items come. */
  readonly slicingArguments?: readonly string[]
  /** Fields of the connection that have that many items. */
  readonly sizedFields?: readonly string[]
}

/** Static cost of asking for the field once. Without it an object costs 1 and a scalar or enum 0. */
export const Cost = (weight: number): Anywhere => Extensions({ cost: weight }) as Anywhere
export const ListSize = (listSize: ListSizeHint): Anywhere => Extensions({ listSize }) as Anywhere
/** How long an answer with this type or field may be kept, in seconds. */
export const CacheFor = (maxAge: number): Anywhere => Extensions({ cacheControl: { maxAge, scope: 'PUBLIC' } }) as Anywhere

/** Of a connection: `first` or `last` says the number of edges and nodes. */
export const Paged = (assumedSize: number): Anywhere =>
  ListSize({ assumedSize, slicingArguments: ['first', 'last'], sizedFields: ['edges', 'nodes'] })
