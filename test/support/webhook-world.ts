import type { Pool } from 'pg'
import pino from 'pino'
import { readConfig } from '../../src/app/config/read-config'
import { keepWebhooks, type KeepWebhooksDeps, type WebhookKeeper } from '../../src/app/webhooks/keep-webhooks'
import type { Instant } from '../../src/domain/instant'
import { webhookStore } from '../../src/storage/webhooks/webhook-store'
import type { LoadedModel } from '../../src/usecases/prediction'
import type { NewWebhook } from '../../src/usecases/webhooks/ports'
import { NO_METER } from '../../src/usecases/live/meter'

export const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, so').toString('base64')}`
let made = 0
/** A webhook of the operator's that is told everything, unless said otherwise. Its id. */
export async function addWebhook(pool: Pool, url: string, part: Partial<NewWebhook> = {}): Promise<string> {
  const id = part.id ?? `wh_${(++made).toString(16).padStart(16, '0')}`
  await webhookStore(pool, () => Date.now() as Instant).create({
    principal: null, url, events: ['RESULT', 'SCRATCHING', 'PREDICTION'], filter: { venueId: null, meetingId: null, raceId: null }, model: 'champion', minChange: 0.05, everyMs: 60_000, concurrency: 2, secret: SECRET, ...part, id,
  })
  return id
}
/** `champion` is version 1 of model `m`. */
export const CHAMPION: KeepWebhooksDeps['models'] = { resolve: async () => ({ card: { name: 'm', version: 1 }, model: {} }) as unknown as LoadedModel }
/** A worker's webhooks over a database, which look every 10 ms, reach loopback, and try again at once. */
export const startKeeper = (databaseUrl: string, { env = {}, ...part }: Partial<KeepWebhooksDeps> & { readonly env?: Readonly<Record<string, string>> } = {}): WebhookKeeper => keepWebhooks({
  config: readConfig({ RACEGRAPH_WEBHOOKS_PRIVATE: 'on', RACEGRAPH_WEBHOOKS_POLL_MS: '10', RACEGRAPH_WEBHOOKS_RETRIES: '0,0,0', RACEGRAPH_WEBHOOKS_TIMEOUT_MS: '30000', ...env }),
  clock: { now: () => new Date() }, databaseUrl, logger: pino({ level: 'silent' }), meter: NO_METER, models: CHAMPION, ...part,
})
