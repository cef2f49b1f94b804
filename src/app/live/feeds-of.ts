import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Instant } from '../../domain/instant'
import { betfairFeed } from '../../live/feeds/betfair/betfair-feed'
import { pollerFeed } from '../../live/feeds/http/poller-feed'
import { webhookFeed, type Webhook } from '../../live/feeds/http/webhook-feed'
import type { Feed } from '../../live/feed'
import type { LiveMeter } from '../../usecases/live/meter'
import type { Clock } from '../clock'
import type { Config } from '../config/read-config'
import { betfairSettingsOf } from './betfair-settings'
import { raceFinder } from './race-finder'
import { createSimulator } from './simulated-races'

export interface FeedsDeps { readonly config: Config; readonly clock: Clock; readonly logger: Logger; readonly pool: Pool; readonly meter: LiveMeter }
export interface Feeds { readonly feeds: readonly Feed[]; /** Where senders of prices are taken in; null without RACEGRAPH_WEBHOOK_SECRET. */ readonly webhook: Webhook | null }

/** The feeds that the settings ask for. @throws AppError CONFIG_INVALID for settings that are half there */
export function feedsOf({ config, clock, logger, pool, meter }: FeedsDeps): Feeds {
  const now = (): Instant => clock.now().getTime() as Instant
  const betfair = betfairSettingsOf(config)
  const webhook = config.RACEGRAPH_WEBHOOK_SECRET === null ? null : webhookFeed({ races: raceFinder(pool) })
  const feeds: (Feed | null)[] = [
    createSimulator(config, pool, clock),
    betfair === null ? null : betfairFeed(betfair, { now, random: Math.random, meter, note: (level, message, details) => { logger[level]({ feed: 'betfair', ...details }, message) } }),
    config.RACEGRAPH_PRICES_URL === null ? null : pollerFeed({
      url: config.RACEGRAPH_PRICES_URL, everyMs: config.RACEGRAPH_PRICES_MS, timeoutMs: config.RACEGRAPH_PRICES_TIMEOUT_MS, bookmaker: config.RACEGRAPH_PRICES_BOOKMAKER, races: raceFinder(pool), now, random: Math.random,
      headers: config.RACEGRAPH_PRICES_KEY === null ? {} : { authorization: `Bearer ${config.RACEGRAPH_PRICES_KEY}` },
    }),
    webhook?.feed ?? null,
  ]
  return { feeds: feeds.filter((feed) => feed !== null), webhook }
}
