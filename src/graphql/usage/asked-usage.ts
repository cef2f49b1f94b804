import { AppError } from '../../domain/errors'
import { addDays, DAY_MS } from '../../domain/instant'
import type { UsageAsked } from '../../usecases/metering/ports'
import type { Args } from '../read/mapping'
import type { Scope } from '../read/scope'

const MOST_DAYS = 400
const USUAL_DAYS = 30
/** Rows of one answer. */
export const MOST_ROWS = 5_000
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/**
 * Of which days and whom the caller may be told.
 * @throws AppError FORBIDDEN for whoever sent no key, and for a key that asks for another; BAD_USER_INPUT for days that are none, or too many
 */
export function askedUsage(args: Args, { now, scopes, principal }: Scope): UsageAsked {
  const asked = (args['principal'] ?? null) as string | null
  const isAdmin = scopes.includes('admin')
  if (!isAdmin && (principal === null || principal === 'anonymous')) throw new AppError('FORBIDDEN', 'Usage is told to keys, each its own: send one as "Authorization: Bearer ..." or "x-api-key".')
  if (!isAdmin && asked !== null && asked !== principal) throw new AppError('FORBIDDEN', 'A key is told its own usage alone: leave "principal" out. That of others is for those who have the scope "admin".')
  const to = (args['to'] ?? dayOf(now)) as string
  const from = (args['from'] ?? addDays(to, 1 - USUAL_DAYS)) as string
  const days = 1 + (Date.parse(to) - Date.parse(from)) / DAY_MS
  if (!(days >= 1 && days <= MOST_DAYS)) throw new AppError('BAD_USER_INPUT', days < 1 ? `from ${from} is after to ${to}: there is nothing between.` : `From ${from} to ${to} are ${days} days; ask for at most ${MOST_DAYS}.`)
  return { from, to, principal: isAdmin ? asked : principal }
}
/** Nothing is left out unsaid. @throws AppError BAD_USER_INPUT */
export function whole<T>(rows: readonly T[], advice: string): readonly T[] {
  if (rows.length > MOST_ROWS) throw new AppError('BAD_USER_INPUT', `These are more than ${MOST_ROWS} rows: ${advice}.`)
  return rows
}
