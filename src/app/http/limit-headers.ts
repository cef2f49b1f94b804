import type { Admission, BudgetState, Refusal } from '../../access/limiter'
import { GraphQLError } from 'graphql'

/** `RateLimit-Policy` and `RateLimit` as in draft-ietf-httpapi-ratelimit-headers, `Retry-After` where it was refused. Costs are the units. */
export function limitHeaders({ refused, budgets }: Pick<Admission, 'refused' | 'budgets'>): readonly (readonly [string, string])[] {
  const headers: [string, string][] = []
  if (budgets.length > 0) headers.push(['ratelimit-policy', budgets.map(policy).join(', ')], ['ratelimit', budgets.map(state).join(', ')])
  if (refused !== null && refused.retryAfterSeconds !== null) headers.push(['retry-after', String(refused.retryAfterSeconds)])
  return headers
}
const policy = ({ name, limit, windowSeconds }: BudgetState): string => `"${name}";q=${Math.floor(limit)};qu="cost";w=${windowSeconds}`
const state = ({ name, remaining, resetSeconds }: BudgetState): string => `"${name}";r=${remaining};t=${resetSeconds}`

/** What nobody can look at now is our fault. */
export const codeOf = ({ what }: Refusal): 'RATE_LIMITED' | 'OVERLOADED' => (what === 'unavailable' ? 'OVERLOADED' : 'RATE_LIMITED')
export const limitError = (refused: Refusal, http?: object): GraphQLError =>
  new GraphQLError(refused.message, { extensions: { code: codeOf(refused), what: refused.what, retryAfterSeconds: refused.retryAfterSeconds, ...(http === undefined ? {} : { http }) } })
