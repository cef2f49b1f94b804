import { AppError } from '../../domain/errors'
import { addDays, DAY_MS } from '../../domain/instant'
import type { SqlRunner } from '../../usecases/ports'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { SpendBy, type LlmSpend } from './spend.type'

const MOST_DAYS = 400
const USUAL_DAYS = 30
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

function daysIn(args: Args, now: number): { readonly from: string; readonly to: string } {
  const to = (args['to'] ?? dayOf(now)) as string
  const from = (args['from'] ?? addDays(to, 1 - USUAL_DAYS)) as string
  const days = 1 + (Date.parse(to) - Date.parse(from)) / DAY_MS
  if (!(days >= 1 && days <= MOST_DAYS)) throw new AppError('BAD_USER_INPUT', days < 1 ? `from ${from} is after to ${to}: there is nothing between.` : `From ${from} to ${to} are ${days} days; ask for at most ${MOST_DAYS}.`)
  return { from, to }
}

/** By day, then model, then purpose, as far as they are told apart. @throws AppError FORBIDDEN without the scope `admin`; BAD_USER_INPUT for days that are none, or too many */
export async function loadSpend(db: SqlRunner, parents: readonly Values[], args: Args, _wanted: Wanted, { now, scopes }: Scope): Promise<readonly (readonly LlmSpend[])[]> {
  if (!scopes.includes('admin')) throw new AppError('FORBIDDEN', 'llmSpend is for those who have the scope "admin": send the token of RACEGRAPH_ADMIN_TOKEN as "Authorization: Bearer ...".')
  const { from, to } = daysIn(args, now)
  const by = new Set((args['by'] ?? Object.keys(SpendBy)) as readonly SpendBy[])
  const told = (part: SpendBy, column: string): string => (by.has(part) ? column : 'NULL')
  const rows = await db.rows(`
    SELECT ${told('DAY', `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`)} AS day, ${told('MODEL', 'model')} AS model, ${told('PURPOSE', 'purpose')} AS purpose, synthetic, count(*)::int, count(*) FILTER (WHERE outcome <> 'ok')::int,
      coalesce(sum(input_tokens), 0)::float8, coalesce(sum(cached_tokens), 0)::float8, coalesce(sum(output_tokens), 0)::float8, coalesce(sum(reasoning_tokens), 0)::float8, coalesce(sum(cost_usd), 0)::float8, count(*) FILTER (WHERE cost_usd IS NULL)::int
    FROM llm_attempts WHERE at >= $1::date AND at < $2::date + 1 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`, [from, to])
  const spent = rows.map(([day, model, purpose, synthetic, calls, failed, inputTokens, cachedTokens, outputTokens, reasoningTokens, cost, unpricedCalls]): LlmSpend =>
    ({ day, model, purpose, synthetic, calls, failed, inputTokens, cachedTokens, outputTokens, reasoningTokens, cost, unpricedCalls }))
  return parents.map(() => spent)
}
