import { getNamedType, type GraphQLField } from 'graphql'
import type { CostNode } from './cost-tree'

/** How long, in seconds, and by whom a response may be kept. */
export interface CachePolicy { readonly maxAge: number; readonly scope: 'PUBLIC' | 'PRIVATE' }
/** `extensions.cacheControl` of a type or a field. */
export interface CacheHint { readonly maxAge?: number; readonly scope?: 'PUBLIC' | 'PRIVATE' }

export const uncacheable: CachePolicy = { maxAge: 0, scope: 'PUBLIC' }

/**
 * The strictest hint of all fields selected, skipped ones too. A field's own hint goes before that of its type;
 * below the root, a field without a hint lives as long as what it stands in. A root field without one makes the
 * response uncacheable.
 */
export const cachePolicyOf = (roots: readonly CostNode[]): CachePolicy =>
  roots.length === 0 ? uncacheable : roots.map((node) => policyOf(node, true)).reduce(strictest)

const policyOf = ({ field, children }: CostNode, isRoot: boolean): CachePolicy => {
  const hint = hintOf(field)
  const own: CachePolicy = { maxAge: hint?.maxAge ?? (isRoot ? 0 : Infinity), scope: hint?.scope ?? 'PUBLIC' }
  return children.reduce((policy, child) => strictest(policy, policyOf(child, false)), own)
}

const hintOf = (field: GraphQLField<unknown, unknown>): CacheHint | undefined => {
  const type = getNamedType(field.type).extensions['cacheControl'] as CacheHint | undefined
  const own = field.extensions['cacheControl'] as CacheHint | undefined
  return own === undefined ? type : { ...type, ...own }
}

const strictest = (a: CachePolicy, b: CachePolicy): CachePolicy => ({
  maxAge: Math.min(a.maxAge, b.maxAge),
  scope: a.scope === 'PRIVATE' || b.scope === 'PRIVATE' ? 'PRIVATE' : 'PUBLIC',
})
