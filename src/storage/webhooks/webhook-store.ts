import type { Pool } from 'pg'
import type { Instant } from '../../domain/instant'
import type { Delivery, DeliveryState, WebhookEvent, WebhookStore } from '../../usecases/webhooks/ports'
import { at, ms } from './in-transaction'
import { WEBHOOK_COLUMNS, webhookOf, type WebhookRow } from './webhook-rows'

const CREATE = `
INSERT INTO webhooks (id, principal, url, events, venue_id, meeting_id, race_id, model, min_change, every_ms, concurrency, secret, active, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, true, ${at('$13')})`
const LIST = `SELECT ${WEBHOOK_COLUMNS} FROM webhooks w WHERE $1::text IS NULL OR w.id = $1 ORDER BY w.created_at DESC, w.id`
const SECRETS = `SELECT secret, CASE WHEN previous_until > ${at('$2')} THEN previous_secret END FROM webhooks WHERE id = $1`
const ROTATE = `UPDATE webhooks SET previous_secret = secret, previous_until = ${at('$3')}, secret = $2 WHERE id = $1`
const ENABLE = 'UPDATE webhooks SET active = true, disabled_at = NULL, disabled_why = NULL WHERE id = $1'
const DELIVERIES = `
SELECT id, webhook_id, event, race_id, state, attempts, ${ms('next_attempt_at')}, last_status, last_error, ${ms('created_at')}, ${ms('last_attempt_at')}, ${ms('ended_at')}
FROM webhook_deliveries WHERE ($1::text IS NULL OR webhook_id = $1) AND ($2::text IS NULL OR state = $2) ORDER BY sequence DESC LIMIT $3`
type DeliveryRow = readonly [string, string, WebhookEvent, number, DeliveryState, number, number, number | null, string | null, number, number | null, number | null]
const deliveryOf = ([id, webhookId, event, raceId, state, attempts, next, lastStatus, lastError, created, last, ended]: DeliveryRow): Delivery =>
  ({ id, webhookId, event, raceId, state, attempts, nextAttemptAt: next as Instant, lastStatus, lastError, createdAt: created as Instant, lastAttemptAt: last as Instant | null, endedAt: ended as Instant | null })
const NAMED = {
  race: 'SELECT id FROM races WHERE id::text = $1 OR source_id = $1', meeting: 'SELECT id FROM meetings WHERE id::text = $1 OR source_id = $1', venue: 'SELECT id FROM venues WHERE id::text = $1 OR code = $1',
} as const
const RETRY = `
UPDATE webhook_deliveries d SET state = 'PENDING', attempts = 0, next_attempt_at = ${at('$2')}, ended_at = NULL FROM webhooks w
WHERE w.id = d.webhook_id AND w.active AND d.state = 'DEAD' AND ($1::text IS NULL OR d.id = $1)`

/** See `WebhookStore`. */
export function webhookStore(pool: Pool, now: () => Instant): WebhookStore {
  const rows = async <R>(text: string, values: readonly unknown[]): Promise<readonly R[]> => (await pool.query({ text, values: values as unknown[], rowMode: 'array' })).rows as unknown as readonly R[]
  const changed = async (text: string, values: readonly unknown[]): Promise<number> => (await pool.query(text, values as unknown[])).rowCount ?? 0
  const list = async (id: string | null): Promise<readonly ReturnType<typeof webhookOf>[]> => (await rows<WebhookRow>(LIST, [id])).map(webhookOf)
  return {
    create: async ({ id, principal, url, events, filter, model, minChange, everyMs, concurrency, secret }) => {
      await pool.query(CREATE, [id, principal, url, events, filter.venueId, filter.meetingId, filter.raceId, model, minChange, everyMs, concurrency, secret, now()])
    },
    list: () => list(null),
    find: async (id) => (await list(id))[0] ?? null,
    secrets: async (id) => {
      const [row] = await rows<readonly [string, string | null]>(SECRETS, [id, now()])
      return row === undefined ? null : { secret: row[0], previous: row[1] }
    },
    rotate: async (id, secret, until) => (await changed(ROTATE, [id, secret, until])) > 0,
    remove: async (id) => (await changed('DELETE FROM webhooks WHERE id = $1', [id])) > 0,
    enable: async (id) => (await changed(ENABLE, [id])) > 0,
    deliveries: async ({ webhookId, state }, limit) => (await rows<DeliveryRow>(DELIVERIES, [webhookId, state, limit])).map(deliveryOf),
    retry: (id) => changed(RETRY, [id, now()]),
    named: async (what, text) => (await rows<readonly [number]>(NAMED[what], [text])).map(([id]) => id),
  }
}
