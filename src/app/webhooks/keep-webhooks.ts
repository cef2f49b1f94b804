import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Instant } from '../../domain/instant'
import { deliveryQueue } from '../../storage/webhooks/delivery-queue'
import { keyOwners } from '../../storage/webhooks/key-owners'
import { webhookOutbox } from '../../storage/webhooks/outbox'
import { createPool } from '../../storage/pool'
import type { LiveMeter } from '../../usecases/live/meter'
import { isModel } from '../../usecases/predict-races'
import type { LoadedModels } from '../../usecases/prediction'
import { chancesNews, resultNews, scratchingNews } from '../../usecases/webhooks/news'
import type { WebhookOutbox, WebhookOwners } from '../../usecases/webhooks/ports'
import { createSender } from '../../usecases/webhooks/sender'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { packageVersion } from '../package-root'
import { createPost } from './post'
import { repeat } from './repeat'
import { retriesOf } from './retries-of'

export interface KeepWebhooksDeps {
  readonly config: Config
  readonly clock: Clock
  readonly databaseUrl: string
  readonly logger: Logger
  readonly meter: Pick<LiveMeter, 'gauge'>
  readonly models: Pick<LoadedModels, 'resolve'>
  readonly owners?: WebhookOwners
}
export interface WebhookKeeper {
  /** Takes nothing up any more; what has no answer within two seconds is broken off, and sent again by whoever comes next. */
  close(): Promise<void>
}
/** Connections to the database, requests at once of all webhooks together, dead deliveries kept of one webhook. */
const [CONNECTIONS, MOST_AT_ONCE, MOST_DEAD] = [3, 64, 10_000]
/** A claim outlives the longest request by so much, milliseconds. */
const LEASE_BEYOND_MS = 20_000
/** Stopping waits so long for answers, milliseconds. */
const GRACE_MS = 2_000
const [PRUNE_MS, COUNT_MS] = [3_600_000, 15_000]

/** Tells webhooks of results, scratchings and chances while a worker runs. Any number of workers may do so beside each other. */
export function keepWebhooks({ config, clock, databaseUrl, logger, meter, models, owners }: KeepWebhooksDeps): WebhookKeeper {
  const now = (): Instant => clock.now().getTime() as Instant
  const pool = createPool({
    url: databaseUrl, size: CONNECTIONS, acquireTimeoutMs: config.RACEGRAPH_ACQUIRE_TIMEOUT_MS * 6, statementTimeoutMs: config.RACEGRAPH_STATEMENT_TIMEOUT_MS, applicationName: 'racegraph webhooks',
    onError: (err) => { logger.warn({ err }, 'an idle database connection of webhooks broke; it will be replaced') },
  })
  const stopping = new AbortController()
  const outbox = webhookOutbox({ pool, now, mostWaiting: config.RACEGRAPH_WEBHOOKS_WAITING })
  const queue = deliveryQueue({ pool, now, keepDays: config.RACEGRAPH_WEBHOOKS_KEEP_DAYS, mostDead: MOST_DEAD })
  const sender = createSender({
    queue, owners: owners ?? keyOwners(pool, now), name: `${hostname()}/${process.pid}/${randomBytes(4).toString('hex')}`, now, random: Math.random,
    post: createPost({ timeoutMs: config.RACEGRAPH_WEBHOOKS_TIMEOUT_MS, allowPrivate: config.RACEGRAPH_WEBHOOKS_PRIVATE, userAgent: `racegraph/${packageVersion()}`, now, signal: stopping.signal }),
    retriesMs: retriesOf(config), leaseMs: config.RACEGRAPH_WEBHOOKS_TIMEOUT_MS + LEASE_BEYOND_MS, mostAtOnce: MOST_AT_ONCE,
    ended: () => { sending.wake() }, warn: (problem, err, about) => { logger.error({ err, ...about }, problem) },
  })
  const failed = (problem: string) => (err: unknown): void => { logger.error({ err }, problem) }
  const noticing = repeat({ everyMs: config.RACEGRAPH_WEBHOOKS_POLL_MS, failed: failed('news for webhooks could not be read; trying again'), work: async () => {
    const taken = await noticeOnce(outbox, models, now)
    if (taken > 0) sending.wake()
    return taken > 0
  } })
  const sending = repeat({ everyMs: config.RACEGRAPH_WEBHOOKS_POLL_MS, failed: failed('webhook deliveries could not be claimed; trying again'), work: async () => (await sender.send()) > 0 })
  const pruning = repeat({ everyMs: PRUNE_MS, failed: failed('old webhook deliveries could not be deleted; trying again later'), work: async () => { await queue.prune(); return false } })

  let counts: Awaited<ReturnType<typeof queue.counts>> = { active: 0, pending: 0, dead: 0, oldestPending: null }
  const counting = repeat({ everyMs: COUNT_MS, failed: failed('webhook deliveries could not be counted; trying again later'), work: async () => { counts = await queue.counts(); return false } })
  meter.gauge('webhooks_active', 'Webhooks that are told, of all processes.', () => counts.active)
  meter.gauge('webhook_deliveries_pending', 'Webhook deliveries that wait, or are tried, of all processes.', () => counts.pending)
  meter.gauge('webhook_deliveries_dead', 'Webhook deliveries that were given up and are kept; racegraph webhooks dead lists them.', () => counts.dead)
  meter.gauge('webhook_oldest_pending_seconds', 'Age of the oldest webhook delivery that waits.', () => (counts.oldestPending === null ? 0 : (now() - counts.oldestPending) / 1_000))
  return {
    close: async () => {
      await Promise.all([noticing, sending, pruning, counting].map((one) => one.stop()))
      const settled = sender.settle()
      await Promise.race([settled, sleep(GRACE_MS, undefined, { ref: false })])
      stopping.abort()
      await settled
      await pool.end()
    },
  }
}

/** One look at what there is to tell; how much was taken. */
export async function noticeOnce(outbox: WebhookOutbox, models: Pick<LoadedModels, 'resolve'>, now: () => Instant): Promise<number> {
  const signals = await outbox.takeSignals({ result: (race) => resultNews(race, now()), scratching: (race, runnerId) => scratchingNews(race, runnerId, now()) })
  const names = new Map<string, string>()
  for (const name of await outbox.models()) {
    const loaded = await models.resolve(name)
    if (isModel(loaded)) names.set(name, `${loaded.card.name}@${loaded.card.version}`)
  }
  return signals + await outbox.takeChances(names, (webhook, race, newest, before) => chancesNews(webhook, race, newest, before, now()))
}
