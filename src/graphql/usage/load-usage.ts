import type { SqlRunner } from '../../usecases/ports'
import type { UsageBy } from '../../usecases/metering/ports'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { askedUsage, MOST_ROWS, whole } from './asked-usage'
import type { FieldUsage, Usage } from './usage.type'

const MINUTE_MS = 60_000

/** In order of what is told apart. @throws AppError FORBIDDEN, BAD_USER_INPUT */
export async function loadUsage(_db: SqlRunner, parents: readonly Values[], args: Args, _wanted: Wanted, scope: Scope): Promise<readonly (readonly Usage[])[]> {
  const by = new Set((args['by'] ?? ['DAY']) as readonly UsageBy[])
  const rows = await scope.usage.usage({ ...askedUsage(args, scope), by, most: MOST_ROWS })
  const told = whole(rows, 'ask for fewer days, or tell fewer things apart').map(({ errors, actualCost, subscriptionMs, ...row }): Usage => ({
    ...row, cost: actualCost, subscriptionMinutes: subscriptionMs / MINUTE_MS,
    errors: Object.entries(errors).map(([code, operations]) => ({ code, operations })).sort((a, b) => b.operations - a.operations || (a.code < b.code ? -1 : 1)),
  }))
  return parents.map(() => told)
}

/** The most asked for first. @throws AppError FORBIDDEN, BAD_USER_INPUT */
export async function loadFieldUsage(_db: SqlRunner, parents: readonly Values[], args: Args, _wanted: Wanted, scope: Scope): Promise<readonly (readonly FieldUsage[])[]> {
  const rows = await scope.usage.fields({ ...askedUsage(args, scope), fields: (args['fields'] ?? null) as readonly string[] | null, most: MOST_ROWS })
  const told = whole(rows, 'ask for fewer days, or name fields')
  return parents.map(() => told)
}
