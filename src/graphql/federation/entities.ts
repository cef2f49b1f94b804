import { isObjectType, type GraphQLNamedType } from 'graphql'
import { AppError } from '../../domain/errors'
import { fromGlobalId, NODE_TYPES, type NodeType } from '../node/global-id'
import type { TypedKey } from '../read/mapping'

/** Of one `_entities`. Routers ask in batches; one that is larger is sent in parts. */
export const MAX_REPRESENTATIONS = 1_000
const LONGEST_SHOWN = 40

/** What `node` finds by its `id` is what other graphs may hang fields on. */
export const isEntity = (type: GraphQLNamedType | undefined): boolean => isObjectType(type) && (NODE_TYPES as readonly string[]).includes(type.name)
const isNodeType = (name: unknown): name is NodeType => (NODE_TYPES as readonly unknown[]).includes(name)
const refuse = (at: number, problem: string): never => { throw new AppError('BAD_USER_INPUT', `representations[${at}] ${problem}`) }

/**
 * The rows that representations stand for, in their order. What else is in a representation is left alone: a router sends what `@requires` of another graph names.
 * @throws AppError BAD_USER_INPUT that says which one is wrong, and how
 */
export function keysOf(representations: readonly unknown[]): readonly TypedKey[] {
  if (representations.length > MAX_REPRESENTATIONS) throw new AppError('BAD_USER_INPUT', `representations has ${representations.length} values, and at most ${MAX_REPRESENTATIONS} are taken: ask in parts.`)
  return representations.map((one, at) => {
    if (one === null || typeof one !== 'object' || Array.isArray(one)) return refuse(at, 'is not an object: send {"__typename": "Race", "id": "..."}.')
    const { __typename: type, id } = one as { readonly __typename?: unknown; readonly id?: unknown }
    if (!isNodeType(type)) return refuse(at, typeof type === 'string' ? `is of ${JSON.stringify(type.slice(0, LONGEST_SHOWN))}, which is no entity of this graph: those with @key are.` : 'has no "__typename": name the type of the entity.')
    if (typeof id !== 'string') return refuse(at, `has no "id" of a ${type}: send the one that this graph gave.`)
    try {
      return { type, key: fromGlobalId(id, type) }
    } catch (error) {
      if (error instanceof AppError) return refuse(at, `has an "id" that is wrong: ${error.message}`)
      throw error
    }
  })
}
