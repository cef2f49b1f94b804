import type { SqlRunner } from '../../usecases/ports'
import type { UsageBy, UsageReports } from '../../usecases/metering/ports'

const SUMS = 'sum(operations)::float8, sum(failed)::float8, sum(estimated_cost)::float8, sum(actual_cost)::float8, sum(bytes)::float8, sum(duration_ms)::float8, sum(subscription_ms)::float8, sum(deliveries)::float8, usage_errors_sum(errors)::text'
/** Totals by day hold these alone. */
const OF_DAYS: ReadonlySet<UsageBy> = new Set<UsageBy>(['DAY', 'PRINCIPAL'])
const FIELDS = `
SELECT field, u.principal, nullif(u.client, ''), nullif(u.version, ''), nullif(u.operation, ''), sum(u.operations)::float8, to_char(max(u.day), 'YYYY-MM-DD')
FROM usage_operations AS u JOIN usage_documents AS d ON d.document = u.document AND d.operation = u.operation, unnest(d.fields) AS of(field)
WHERE u.day BETWEEN $1::date AND $2::date AND ($3::text IS NULL OR u.principal = $3) AND u.operations > 0 AND ($4::text[] IS NULL OR field = ANY ($4)) AND ($4::text[] IS NULL OR d.fields && $4)
GROUP BY 1, 2, u.client, u.version, u.operation ORDER BY 6 DESC, 1, 2, u.client, u.version, u.operation LIMIT $5`

/** What was used, from what was written of it: the last flush interval of each process is not in it yet. */
export const usageReports = (db: SqlRunner): UsageReports => ({
  usage: async ({ from, to, principal, by, most }) => {
    const ofDays = [...by].every((one) => OF_DAYS.has(one))
    const told = (part: UsageBy, sql: string): string => (by.has(part) ? sql : 'NULL::text')
    const key = [
      told('DAY', `to_char(day, 'YYYY-MM-DD')`), told('PRINCIPAL', 'principal'), told('CLIENT', `nullif(client, '')`), told('VERSION', `nullif(version, '')`), told('OPERATION', `nullif(operation, '')`), told('DOCUMENT', `nullif(document, '')`),
      ofDays ? 'false' : 'rest',
    ]
    const rows = await db.rows(
      `SELECT ${key.join(', ')}, ${SUMS} FROM ${ofDays ? 'usage_days' : 'usage_operations'} WHERE day BETWEEN $1::date AND $2::date AND ($3::text IS NULL OR principal = $3) GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7 LIMIT $4`,
      [from, to, principal, most + 1],
    )
    return rows.map(([day, who, client, version, operation, document, rest, operations, failed, estimatedCost, actualCost, bytes, durationMs, subscriptionMs, deliveries, errors]) => ({
      day, principal: who, client, version, operation, document, rest, operations, failed, estimatedCost, actualCost, bytes, durationMs, subscriptionMs, deliveries, errors: JSON.parse(errors as string) as Readonly<Record<string, number>>,
    }) as Awaited<ReturnType<UsageReports['usage']>>[number])
  },
  fields: async ({ from, to, principal, fields, most }) => {
    const rows = await db.rows(FIELDS, [from, to, principal, fields, most + 1])
    return rows.map(([field, who, client, version, operation, operations, lastDay]) => ({ field, principal: who, client, version, operation, operations, lastDay }) as Awaited<ReturnType<UsageReports['fields']>>[number])
  },
})
