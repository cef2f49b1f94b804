import { DAY_MS } from '../../domain/instant'
import type { LiveRacesLimits } from '../state/live-races'
import type { LiveBus } from './ports'
import { redisKeys } from './redis-keys'
import { createRedisPublisher, type RedisPublisher } from './redis-publisher'
import { createRedisReader, type RedisReader } from './redis-reader'

export interface RedisBusOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string
  /** Before every key. */
  readonly prefix?: string
  /** Batches that the stream keeps; a reader that is further behind is reset. */
  readonly maxBatches?: number
  /** How long Redis keeps a race that nothing is heard of, milliseconds. */
  readonly expiryMs?: number
  readonly limits?: LiveRacesLimits
  /** A command that is not answered within this means a dead line; longer than the 2 s for which reading waits for news, milliseconds. */
  readonly answerWithinMs?: number
  /** Told in words when Redis cannot be used, and null when it can again. Passwords are not in it. */
  readonly onChange: (problem: string | null) => void
}
export interface RedisBus extends LiveBus {
  /** Why events do not travel now; null while they do. */
  readonly problem: string | null
}

/** Events by way of a Redis Stream, what stands by way of hashes. Opens a connection to publish with the first `publish` and one for each `subscribe`; Redis may come later. */
export function redisBus({ url, prefix = 'racegraph', maxBatches = 2_000, expiryMs = 7 * DAY_MS, limits = {}, answerWithinMs = 5_000, onChange }: RedisBusOptions): RedisBus {
  const keys = redisKeys(prefix)
  let publisher: RedisPublisher | null = null
  let told: string | null = null
  const readers = new Set<RedisReader>()
  const ends = (): readonly (RedisPublisher | RedisReader)[] => [...publisher === null ? [] : [publisher], ...readers]
  /** Several connections, one story. */
  const tell = (): void => {
    const now = ends().find(({ trouble }) => trouble !== null)?.trouble ?? null
    if (now !== told) onChange(told = now)
  }
  return {
    publish: (events) => { (publisher ??= createRedisPublisher({ url, keys, maxBatches, expiryMs, limits, answerWithinMs, onChange: tell })).publish(events) },
    subscribe: (listener) => {
      const reader = createRedisReader({ url, keys, listener, answerWithinMs, onChange: tell })
      readers.add(reader)
      return { close: () => { readers.delete(reader); reader.close() } }
    },
    get problem() { return ends().find(({ problem }) => problem !== null)?.problem ?? null },
    close: async () => {
      for (const reader of readers) reader.close()
      await publisher?.close()
    },
  }
}
