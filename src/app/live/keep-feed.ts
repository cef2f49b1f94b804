import type { Logger } from 'pino'
import { AppError } from '../../domain/errors'
import type { Feed, FeedHealth, FeedSink } from '../../live/feed'
import { untilAborted } from '../../live/until-aborted'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

export interface KeptFeed {
  readonly name: string
  readonly health: FeedHealth
  /** Resolves when the feed has come to its end or was stopped. */
  readonly ended: Promise<void>
}

export interface KeepFeedDeps {
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly random: () => number
  /** Resolves after so many milliseconds, or when `signal` is aborted. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

/**
 * Runs a feed until it ends or `signal` is aborted. What an AppError says no retry mends: it is logged once, and the feed stays down. After
 * any other failure it is run again, later each time.
 */
export function keepFeed(feed: Feed, sink: FeedSink, { signal, logger, random, pause = untilAborted }: KeepFeedDeps): KeptFeed {
  let health: FeedHealth = { state: 'CONNECTING', detail: null }
  const own: FeedSink = {
    markets: (changes, receivedAt) => sink.markets(changes, receivedAt),
    evicted: (ids) => { sink.evicted(ids) },
    health: (now) => {
      if (now.state !== health.state) logger[now.state === 'LIVE' ? 'info' : 'warn']({ feed: feed.name, state: now.state, detail: now.detail }, 'the state of a feed changed')
      health = now
      sink.health(now)
    },
  }
  const run = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await feed.run(own, signal)
        return own.health({ state: 'DOWN', detail: signal.aborted ? 'stopped' : 'at its end' })
      } catch (err) {
        if (signal.aborted) return
        const detail = err instanceof Error ? err.message : String(err)
        own.health({ state: 'DOWN', detail })
        if (err instanceof AppError) return logger.error({ feed: feed.name, err }, 'the feed was given up; the server goes on without it')
        logger.error({ feed: feed.name, err }, 'the feed failed; it is started again')
        const wait = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.5 + random() / 2)
        await pause(wait, signal)
      }
    }
  }
  const ended = run()
  return { name: feed.name, get health() { return health }, ended }
}
