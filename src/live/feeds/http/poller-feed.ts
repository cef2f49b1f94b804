import type { Instant } from '../../../domain/instant'
import type { Feed, FeedHealth, FeedSink, MarketChange } from '../../feed'
import { untilAborted } from '../../until-aborted'
import { fetchDocument, httpAddress, NO_VALIDATORS, Refusal } from './fetch-document'
import { createFixedMarkets } from './fixed-markets'
import { readPriceDocument } from './price-document'
import type { RaceFinder } from './race-finder'

export interface PollerOptions {
  readonly url: string
  /** From one answer to the next question. */
  readonly everyMs: number
  readonly timeoutMs: number
  /** e.g. a key of the source. */
  readonly headers: Readonly<Record<string, string>>
  /** Of documents that name none; null: they must. */
  readonly bookmaker: string | null
  readonly races: RaceFinder
  readonly now: () => Instant
  /** In [0, 1). */
  readonly random: () => number
  /** Name of the feed; `poller` without. */
  readonly name?: string
  readonly largestBytes?: number
  /** Resolves after so many milliseconds, or when `signal` is aborted. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}
interface Answer { readonly health: FeedHealth; readonly changes: readonly MarketChange[]; readonly evicted: readonly string[]; readonly wait: number }

const LARGEST_BYTES = 8 * 1024 * 1024
const LONGEST_PAUSE_MS = 5 * 60_000

/** Twice as long with each failure, up to five minutes; somewhere in the upper half of it, so that many do not come at once. */
export const backOffMs = (everyMs: number, failures: number, random: number): number => {
  const longest = Math.max(everyMs, Math.min(LONGEST_PAUSE_MS, everyMs * 2 ** Math.min(failures, 20)))
  return longest / 2 + random * longest / 2
}
const reasonOf = (error: unknown): string => (error instanceof Error ? (error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message) : String(error))

/**
 * Asks an address for a document of prices again and again. It says which version it knows, so that nothing is sent twice. While it cannot be had, or is
 * not what it should be, prices are the last known ones and stale, and it is asked less and less often, never before the server's Retry-After. Rejects with
 * CONFIG_INVALID for an address that is not http.
 */
export function pollerFeed({ url, everyMs, timeoutMs, headers, bookmaker, races, now, random, name = 'poller', largestBytes = LARGEST_BYTES, pause = untilAborted }: PollerOptions): Feed {
  const run = async (sink: FeedSink, signal: AbortSignal): Promise<void> => {
    const address = httpAddress(url)
    const markets = createFixedMarkets({ feed: name, bookmaker, races })
    let known = NO_VALIDATORS
    let failures = 0
    const ask = async (): Promise<Answer> => {
      const { json, validators } = await fetchDocument({ url: address, headers, timeoutMs, largestBytes, signal }, known)
      failures = 0
      const fresh = markets.markStale(false)
      if (json === undefined) return { health: { state: 'LIVE', detail: null }, changes: fresh, evicted: [], wait: everyMs }
      const { changes, evicted, refused } = await markets.take(readPriceDocument(json), now())
      // A race that no card has yet may have one when the same document is asked for again.
      known = refused.length === 0 ? validators : NO_VALIDATORS
      const detail = refused.length === 0 ? null : `${refused.length} not taken, first: race ${refused[0]?.race ?? 0}, ${refused[0]?.reason ?? ''}`
      return { health: { state: 'LIVE', detail }, changes: [...fresh, ...changes], evicted, wait: everyMs }
    }
    const failed = (error: unknown): Answer => {
      failures++
      known = NO_VALIDATORS
      const wait = Math.max(backOffMs(everyMs, failures, random()), Math.min(LONGEST_PAUSE_MS, error instanceof Refusal ? error.retryAfterMs ?? 0 : 0))
      return { health: { state: 'STALE', detail: `${address.host}: ${reasonOf(error)}` }, changes: markets.markStale(true), evicted: [], wait }
    }
    sink.health({ state: 'CONNECTING', detail: address.host })
    while (!signal.aborted) {
      const { health, changes, evicted, wait } = await ask().catch(failed)
      if (signal.aborted) break
      sink.health(health)
      if (changes.length > 0) await sink.markets(changes, now())
      if (evicted.length > 0) sink.evicted(evicted)
      await pause(wait, signal)
    }
    sink.health({ state: 'DOWN', detail: null })
  }
  return { name, run }
}
