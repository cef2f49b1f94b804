import type { Pool, PoolClient } from 'pg'
import type { UsageBatch, UsageRow, UsageStore } from '../../usecases/metering/ports'
import { acquire } from '../pool'

const COUNTS = ['operations', 'failed', 'estimated_cost', 'actual_cost', 'bytes', 'duration_ms', 'subscription_ms', 'deliveries'] as const
const COLUMNS = `operations bigint, failed bigint, estimated_cost float8, actual_cost float8, bytes bigint, duration_ms float8, subscription_ms float8, deliveries bigint, errors jsonb`
const ADDED = (table: string): string => `${COUNTS.map((name) => `${name} = ${table}.${name} + EXCLUDED.${name}`).join(', ')}, errors = usage_errors_together(${table}.errors, EXCLUDED.errors)`

const WRITER = `
INSERT INTO usage_writers (writer, sequence, at) VALUES ($1, $2, now())
ON CONFLICT (writer) DO UPDATE SET sequence = EXCLUDED.sequence, at = EXCLUDED.at WHERE usage_writers.sequence < EXCLUDED.sequence RETURNING 1`
const DOCUMENTS = `
INSERT INTO usage_documents (document, operation, fields, used_on) SELECT document, operation, fields, day FROM json_to_recordset($1) AS given(document text, operation text, fields text[], day date) ORDER BY document, operation
ON CONFLICT (document, operation) DO UPDATE SET fields = EXCLUDED.fields, used_on = EXCLUDED.used_on WHERE usage_documents.used_on < EXCLUDED.used_on`
// All writers take rows in one order, so that none waits for another that waits for it.
const OPERATIONS = `
INSERT INTO usage_operations (day, principal, client, version, operation, document, rest, ${COUNTS.join(', ')}, errors)
SELECT day, principal, client, version, operation, document, rest, ${COUNTS.join(', ')}, errors
FROM json_to_recordset($1) AS given(day date, principal text, client text, version text, operation text, document text, rest boolean, ${COLUMNS}) ORDER BY day, principal, client, version, operation, document, rest
ON CONFLICT (day, principal, client, version, operation, document, rest) DO UPDATE SET ${ADDED('usage_operations')}`
const DAYS = `
INSERT INTO usage_days (day, principal, ${COUNTS.join(', ')}, errors)
SELECT day, principal, ${COUNTS.map((name) => `sum(${name})`).join(', ')}, usage_errors_sum(errors)
FROM json_to_recordset($1) AS given(day date, principal text, ${COLUMNS}) GROUP BY day, principal ORDER BY day, principal
ON CONFLICT (day, principal) DO UPDATE SET ${ADDED('usage_days')}`

/** Writers that ended so long ago have no batch any more that could be written again. */
const FORGET_WRITERS = `DELETE FROM usage_writers WHERE at < now() - interval '400 days'`
const PRUNE_OPERATIONS = 'DELETE FROM usage_operations WHERE day < $1'
const PRUNE_DOCUMENTS = 'DELETE FROM usage_documents AS d WHERE used_on < $1 AND NOT EXISTS (SELECT FROM usage_operations AS u WHERE u.document = d.document AND u.operation = d.operation)'

const asRow = ({ estimatedCost, actualCost, durationMs, subscriptionMs, ...rest }: UsageRow): object => ({ ...rest, estimated_cost: estimatedCost, actual_cost: actualCost, duration_ms: durationMs, subscription_ms: subscriptionMs })

/** Usage in PostgreSQL, over a pool of its own so that it does not wait for queries. */
export const usageStore = (pool: Pool): UsageStore => {
  const inTransaction = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await acquire(pool)
    let broken = true
    try {
      await client.query('BEGIN')
      const result = await work(client)
      await client.query('COMMIT')
      broken = false
      return result
    } finally {
      // After a failure nobody knows what the session is in: it goes, and with it the transaction.
      client.release(broken)
    }
  }
  const add = async (client: PoolClient, { writer, sequence, rows, documents }: UsageBatch): Promise<boolean> => {
    const { rowCount } = await client.query(WRITER, [writer, sequence])
    if (rowCount === 0) return false
    const given = JSON.stringify(rows.map(asRow))
    if (documents.length > 0) await client.query(DOCUMENTS, [JSON.stringify(documents)])
    await client.query(OPERATIONS, [given])
    await client.query(DAYS, [given])
    return true
  }
  return {
    write: (batch) => inTransaction((client) => add(client, batch)),
    prune: (before) => inTransaction(async (client) => {
      const { rowCount } = await client.query(PRUNE_OPERATIONS, [before])
      await client.query(PRUNE_DOCUMENTS, [before])
      await client.query(FORGET_WRITERS)
      return rowCount ?? 0
    }),
  }
}
