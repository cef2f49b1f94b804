import type { Instant } from '../../domain/instant'
import type { Webhook, WebhookEvent } from '../../usecases/webhooks/ports'
import { ms } from './in-transaction'

/** Columns of `w`, in the order that `webhookOf` reads. Without secrets. */
export const WEBHOOK_COLUMNS = `w.id, w.principal, w.url, w.events, w.venue_id, w.meeting_id, w.race_id, w.model, w.min_change, w.every_ms, w.concurrency, w.active, ${ms('w.created_at')}, ${ms('w.disabled_at')}, w.disabled_why`
export type WebhookRow = readonly [string, string | null, string, WebhookEvent[], number | null, number | null, number | null, string, number, number, number, boolean, number, number | null, string | null]
export const webhookOf = ([id, principal, url, events, venueId, meetingId, raceId, model, minChange, everyMs, concurrency, active, createdAt, disabledAt, disabledWhy]: WebhookRow): Webhook =>
  ({ id, principal, url, events, filter: { venueId, meetingId, raceId }, model, minChange, everyMs, concurrency, active, createdAt: createdAt as Instant, disabledAt: disabledAt as Instant | null, disabledWhy })

/** Whether webhook `w` is told of race `r` of meeting `m`. */
export const WANTS = '(w.race_id IS NULL OR w.race_id = r.id) AND (w.meeting_id IS NULL OR w.meeting_id = m.id) AND (w.venue_id IS NULL OR w.venue_id = m.venue_id)'
