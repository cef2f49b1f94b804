import { setImmediate as turn } from 'node:timers/promises'
import { AppError } from '../../../domain/errors'
import type { Instant } from '../../../domain/instant'
import type { ChangeMessage } from '../../book/change-message'
import { createMarketCache, type CacheResult, type MarketCache } from '../../book/market-cache'
import type { Feed, FeedSink } from '../../feed'
import { merged } from './merged'
import { createPacer, type PacerDeps } from './pacer'
import { recordingsIn } from './recording'

export interface ReplayOptions extends PacerDeps {
  /** .ndjson, .gz, .bz2, .tar, told by their bytes: official files of any kind, and raw lines of a stream. Several are merged by time. */
  readonly files: readonly string[]
  /** Before it nothing is told; then all markets as they stand. Null: from the beginning. */
  readonly from: Instant | null
  /** Name of the feed; `replay` without. */
  readonly feed?: string
}
export const REPLAY = 'replay'

/** At full speed others get their turn after so many messages. */
const TURN_EVERY = 500

/**
 * Official files have neither subscription nor kind of change. Their traded volumes are of one message each; those of a stream are totals. A
 * first image tells a stream.
 */
const modeOf = ({ id, ct, initialClk }: ChangeMessage): 'live' | 'recorded' => (id === undefined && ct === undefined && initialClk === undefined ? 'recorded' : 'live')

/**
 * Plays recordings through the same books as a line does. Time is that of the recordings: no lag is measured, silence means nothing, and a
 * conflated message raises no alarm. Rejects with FILE_UNREADABLE (file and line) at what is damaged, after what is before it.
 */
export function replayFeed({ files, from, feed = REPLAY, ...pacing }: ReplayOptions): Feed {
  const { now, speed } = pacing
  const run = async (sink: FeedSink, signal: AbortSignal): Promise<void> => {
    if (speed !== 'max' && !(speed > 0)) throw new AppError('BAD_USER_INPUT', `speed ${speed}: it must be above 0, or max.`)
    const recordings = (await Promise.all(files.map(recordingsIn))).flat()
    const caches = new Map<number, MarketCache>()
    const pacer = createPacer(pacing)
    let started = from === null
    let sinceTurn = 0
    const cacheOf = (recording: number, first: ChangeMessage): MarketCache => {
      const known = caches.get(recording)
      if (known !== undefined) return known
      const fresh = createMarketCache({ feed, source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, mode: modeOf(first) })
      caches.set(recording, fresh)
      return fresh
    }
    const give = async ({ changes, evicted }: Pick<CacheResult, 'changes' | 'evicted'>): Promise<void> => {
      if (changes.length > 0) await sink.markets(changes, now())
      if (evicted.length > 0) sink.evicted(evicted)
    }
    const end = (recording: number): void => {
      const cache = caches.get(recording)
      caches.delete(recording)
      const ids = cache?.snapshot().map(({ view }) => view.marketId) ?? []
      if (ids.length > 0 && started) sink.evicted(ids)
    }
    sink.health({ state: 'LIVE', detail: `replay of ${recordings.length} recording${recordings.length === 1 ? '' : 's'}` })
    try {
      for await (const { recording, message, at } of merged(recordings)) {
        if (signal.aborted) return
        if (++sinceTurn >= TURN_EVERY) { sinceTurn = 0; await turn() }
        if (message === null) { end(recording); continue }
        if (from !== null && !started && at >= from) {
          started = true
          await pacer.due(from, signal)
          for (const cache of caches.values()) await give({ changes: cache.snapshot(), evicted: [] })
        }
        if (started) { const due = pacer.due(at, signal); if (due !== undefined) await due }
        if (signal.aborted) return
        const result = cacheOf(recording, message).apply(message, now())
        if (started) await give(result)
      }
      if (from !== null && !started) throw new AppError('BAD_USER_INPUT', `the recordings end before ${new Date(from).toISOString()}: nothing was played.`)
    } finally { sink.health({ state: 'DOWN', detail: 'the replay has ended' }) }
  }
  return { name: feed, run }
}
