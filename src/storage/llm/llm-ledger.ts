import type { Instant } from '../../domain/instant'
import type { LlmLedger } from '../../llm/ports'
import type { SqlRunner } from '../../usecases/ports'

const ADD = `
INSERT INTO llm_attempts (at, purpose, subject, model, answered_by, effort, outcome, status, code, request_id, duration_ms, input_tokens, cached_tokens, cache_written_tokens, output_tokens, reasoning_tokens, cost_usd, price_version, synthetic)
VALUES (to_timestamp($1::float8 / 1000), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`
const SPENT = 'SELECT coalesce(sum(cost_usd), 0)::float8 FROM llm_attempts WHERE at >= to_timestamp($1::float8 / 1000)'

/** Attempts of all processes in the database, over connections that are lent for one statement each. */
export const llmLedger = (open: <T>(use: (db: SqlRunner) => Promise<T>) => Promise<T>): LlmLedger => ({
  record: async ({ at, purpose, subject, model, answeredBy, effort, outcome, status, code, requestId, durationMs, usage, costUsd, priceVersion, synthetic }) => {
    await open((db) => db.rows(ADD, [
      at, purpose, subject, model, answeredBy, effort, outcome, status, code, requestId, Math.round(durationMs),
      usage?.input ?? null, usage?.cached ?? null, usage?.cacheWritten ?? null, usage?.output ?? null, usage?.reasoning ?? null, costUsd, priceVersion, synthetic,
    ]))
  },
  spentSince: async (since: Instant) => {
    const [row] = await open((db) => db.rows(SPENT, [since]))
    return (row?.[0] ?? 0) as number
  },
})
