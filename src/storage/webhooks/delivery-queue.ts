import type { Pool } from 'pg'
import { DAY_MS, type Instant } from '../../domain/instant'
import type { AttemptEnd, ClaimedDelivery, DeliveryQueue, WebhookEvent } from '../../usecases/webhooks/ports'
import { at, inTransaction, ms } from './in-transaction'

export interface QueueDeps {
  readonly pool: Pool
  readonly now: () => Instant
  /** What ended is kept for so many days. */
  readonly keepDays: number
  /** Dead deliveries that one webhook keeps; the oldest go first. */
  readonly mostDead: number
}
/** While an event of a race has been tried fewer times than this, later ones of the race wait for it. */
const IN_ORDER_TRIES = 3
/** What was told of a race is kept until so many days after its start: for longer than anything of it can be signalled. */
const TOLD_DAYS = 60

const FREE = `d.state = 'PENDING' AND d.next_attempt_at <= ${at('$1')} AND (d.claimed_until IS NULL OR d.claimed_until <= ${at('$1')})`
/** Those with fewest requests under way first. */
const READY = `
SELECT w.id FROM webhooks w WHERE w.active AND EXISTS (SELECT FROM webhook_deliveries d WHERE d.webhook_id = w.id AND ${FREE})
ORDER BY (SELECT count(*) FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.state = 'PENDING' AND d.claimed_until > ${at('$1')}), w.id LIMIT $2`
/** Held until the claims are written: nobody else counts or claims for this webhook meanwhile. The next statement sees what the one before wrote. */
const HOLD = 'SELECT w.concurrency FROM webhooks w WHERE w.id = $1 AND w.active FOR NO KEY UPDATE SKIP LOCKED'
const CLAIM = `
UPDATE webhook_deliveries u SET claimed_by = $3, claimed_until = ${at('$4')} FROM (
  SELECT d.id FROM webhook_deliveries d WHERE d.webhook_id = $2 AND ${FREE}
    AND NOT EXISTS (SELECT FROM webhook_deliveries e WHERE e.webhook_id = d.webhook_id AND e.race_id = d.race_id AND e.state = 'PENDING' AND e.sequence < d.sequence AND e.attempts < ${IN_ORDER_TRIES})
  ORDER BY d.sequence LIMIT greatest(0, least($6::int, $5::int - (SELECT count(*) FROM webhook_deliveries f WHERE f.webhook_id = $2 AND f.state = 'PENDING' AND f.claimed_until > ${at('$1')})))
) free JOIN webhooks w ON w.id = $2 WHERE u.id = free.id AND u.state = 'PENDING'
RETURNING u.id, u.webhook_id, w.principal, w.url, u.event, u.payload, u.attempts, w.secret, CASE WHEN w.previous_until > ${at('$1')} THEN w.previous_secret END`
type ClaimedRow = readonly [string, string, string | null, string, WebhookEvent, string, number, string, string | null]
const claimedOf = ([id, webhookId, principal, url, event, payload, attempts, secret, previous]: ClaimedRow): ClaimedDelivery => ({ id, webhookId, principal, url, event, payload, attempts, secret, previous })

/** A delivery is noted as done whoever holds it by then; everything else only by who does. */
const DONE = `UPDATE webhook_deliveries SET state = 'DELIVERED', attempts = attempts + 1, claimed_by = NULL, claimed_until = NULL, last_status = $3, last_error = NULL, last_attempt_at = ${at('$2')}, ended_at = ${at('$2')} WHERE id = $1 AND state <> 'DELIVERED'`
const DEAD = `UPDATE webhook_deliveries SET state = 'DEAD', attempts = attempts + 1, claimed_by = NULL, claimed_until = NULL, last_status = $3, last_error = $4, last_attempt_at = ${at('$2')}, ended_at = ${at('$2')} WHERE id = $1 AND claimed_by = $5`
const AGAIN = `UPDATE webhook_deliveries SET attempts = attempts + 1, claimed_by = NULL, claimed_until = NULL, last_status = $3, last_error = $4, last_attempt_at = ${at('$2')}, next_attempt_at = ${at('$6')} WHERE id = $1 AND claimed_by = $5`
const POSTPONE = `UPDATE webhook_deliveries SET claimed_by = NULL, claimed_until = NULL, last_error = $2, next_attempt_at = ${at('$4')} WHERE id = $1 AND claimed_by = $3`
const DISABLE = `UPDATE webhooks SET active = false, disabled_at = ${at('$2')}, disabled_why = $3 WHERE id = $1 AND active`
const END_ALL = `UPDATE webhook_deliveries SET state = 'DEAD', claimed_by = NULL, claimed_until = NULL, ended_at = ${at('$2')}, last_error = $3 WHERE webhook_id = $1 AND state = 'PENDING'`

const PRUNE: readonly string[] = [
  `DELETE FROM webhook_deliveries WHERE ended_at < ${at('$1')}`,
  `DELETE FROM webhook_deliveries d USING webhooks w WHERE w.id = d.webhook_id AND NOT w.active AND d.state = 'PENDING' AND d.created_at < ${at('$1')}`,
]
const PRUNE_DEAD = "DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY webhook_id ORDER BY sequence DESC) AS place FROM webhook_deliveries WHERE state = 'DEAD') d WHERE place > $1)"
const OVER = `NOT EXISTS (SELECT FROM races r WHERE r.id = t.race_id AND r.scheduled_start >= ${at('$1')})`
const PRUNE_TOLD: readonly string[] = [`DELETE FROM webhook_told t WHERE ${OVER}`, `DELETE FROM webhook_chances t WHERE ${OVER}`]
const COUNTS = `
SELECT (SELECT count(*)::int FROM webhooks WHERE active), count(*) FILTER (WHERE state = 'PENDING')::int, count(*) FILTER (WHERE state = 'DEAD')::int, min(${ms('created_at')}) FILTER (WHERE state = 'PENDING')
FROM webhook_deliveries WHERE state IN ('PENDING', 'DEAD')`

/** See `DeliveryQueue`. All in the database: it does not matter which process sends what. */
export function deliveryQueue({ pool, now, keepDays, mostDead }: QueueDeps): DeliveryQueue {
  const claimOf = (webhookId: string, by: string, limit: number, leaseMs: number): Promise<readonly ClaimedDelivery[]> => inTransaction(pool, async (client) => {
    const { rows: [held] } = await client.query<[number]>({ text: HOLD, values: [webhookId], rowMode: 'array' })
    if (held === undefined) return []
    const { rows } = await client.query({ text: CLAIM, values: [now(), webhookId, by, now() + leaseMs, (held as unknown as readonly number[])[0], limit], rowMode: 'array' })
    return (rows as unknown as readonly ClaimedRow[]).map(claimedOf)
  })
  const end = async (id: string, by: string, what: AttemptEnd): Promise<void> => {
    if (what.kind === 'delivered') await pool.query(DONE, [id, now(), what.status])
    else if (what.kind === 'dead') await pool.query(DEAD, [id, now(), what.status, what.error, by])
    else if (what.kind === 'again') await pool.query(AGAIN, [id, now(), what.status, what.error, by, what.at])
    else await pool.query(POSTPONE, [id, what.why, by, what.until])
  }
  return {
    claim: async (by, limit, leaseMs) => {
      const claimed: ClaimedDelivery[] = []
      const { rows } = await pool.query<{ id: string }>(READY, [now(), limit])
      for (const { id } of rows) {
        if (claimed.length >= limit) break
        claimed.push(...await claimOf(id, by, limit - claimed.length, leaseMs))
      }
      return claimed
    },
    end,
    disable: (webhookId, why) => inTransaction(pool, async (client) => {
      await client.query(DISABLE, [webhookId, now(), why])
      await client.query(END_ALL, [webhookId, now(), `not sent: ${why}`])
    }),
    prune: async () => {
      let gone = 0
      const before = (days: number): number => now() - days * DAY_MS
      for (const text of PRUNE) gone += (await pool.query(text, [before(keepDays)])).rowCount ?? 0
      gone += (await pool.query(PRUNE_DEAD, [mostDead])).rowCount ?? 0
      for (const text of PRUNE_TOLD) gone += (await pool.query(text, [before(Math.max(TOLD_DAYS, 2 * keepDays))])).rowCount ?? 0
      return gone
    },
    counts: async () => {
      const { rows } = await pool.query({ text: COUNTS, rowMode: 'array' })
      const [[active, pending, dead, oldest]] = rows as unknown as readonly [readonly [number, number, number, number | null]]
      return { active, pending, dead, oldestPending: oldest as Instant | null }
    },
  }
}
