import { AppError } from '../../../domain/errors'
import type { Instant } from '../../../domain/instant'
import type { Feed, FeedSink } from '../../feed'
import { createFixedMarkets, type Refused } from './fixed-markets'
import { readPriceDocument } from './price-document'
import type { RaceFinder } from './race-finder'

export interface WebhookOptions {
  readonly races: RaceFinder
  /** Of documents that name none; null: they must. */
  readonly bookmaker?: string | null
  /** Name of the feed; `webhook` without. */
  readonly name?: string
}
export interface Accepted { /** Races of which prices were taken. */ readonly accepted: number; readonly refused: readonly Refused[] }
export interface Webhook {
  readonly feed: Feed
  /**
   * Takes a document of prices, parsed. Resolves when the feed's sink has it. One at a time: documents keep their order, and at most MOST_WAITING wait.
   * @throws AppError BAD_USER_INPUT for a document that does not follow the schema, OVERLOADED while the feed does not run or is far behind
   */
  accept(body: unknown, receivedAt: Instant): Promise<Accepted>
}
const MOST_WAITING = 64

export function webhookFeed({ races, bookmaker = null, name = 'webhook' }: WebhookOptions): Webhook {
  const markets = createFixedMarkets({ feed: name, bookmaker, races })
  let sink: FeedSink | null = null
  let waiting = 0
  let order: Promise<unknown> = Promise.resolve()

  const take = async (body: unknown, receivedAt: Instant): Promise<Accepted> => {
    const document = readPriceDocument(body)
    const { changes, evicted, accepted, refused } = await markets.take(document, receivedAt)
    if (sink === null) throw notRunning()
    if (changes.length > 0) await sink.markets(changes, receivedAt)
    if (evicted.length > 0) sink.evicted(evicted)
    return { accepted, refused }
  }
  const notRunning = (): AppError => new AppError('OVERLOADED', 'Prices cannot be taken now: the feed is not running. Send them again.')
  return {
    feed: {
      name,
      run: (own, signal) => new Promise((resolve) => {
        const stop = (): void => { sink = null; own.health({ state: 'DOWN', detail: null }); resolve() }
        if (signal.aborted) { stop(); return }
        sink = own
        own.health({ state: 'LIVE', detail: 'waiting for prices' })
        signal.addEventListener('abort', stop, { once: true })
      }),
    },
    async accept(body, receivedAt) {
      if (sink === null) throw notRunning()
      if (waiting >= MOST_WAITING) throw new AppError('OVERLOADED', `${waiting} documents of prices are waiting: send them again later.`)
      waiting++
      const taken = order.then(() => take(body, receivedAt))
      order = taken.catch(() => undefined)
      try { return await taken } finally { waiting-- }
    },
  }
}
