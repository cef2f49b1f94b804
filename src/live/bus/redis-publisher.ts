import { setTimeout as pause } from 'node:timers/promises'
import type { LiveEvent } from '../../domain/live-event'
import { createLiveRaces, type LiveRacesLimits } from '../state/live-races'
import { emptyRace, eventsAfter, fold, type FoldedRace } from '../state/race-fold'
import { openRedisLine } from './redis-line'
import type { RedisKeys } from './redis-keys'
import { PUBLISH, writesOf } from './redis-state'

export interface RedisPublisherOptions {
  readonly url: string
  readonly keys: RedisKeys
  /** Batches that the stream keeps, about. */
  readonly maxBatches: number
  /** How long Redis keeps a race that nothing is heard of, milliseconds. */
  readonly expiryMs: number
  readonly limits: LiveRacesLimits
  readonly answerWithinMs: number
  /** Told when `problem` may be another one. */
  readonly onChange: () => void
}
export interface RedisPublisher {
  publish(events: readonly LiveEvent[]): void
  readonly problem: string | null
  readonly trouble: string | null
  /** Sends what waits, where the line is there, and closes it. */
  close(): Promise<void>
}

/** Events in one batch, unless one race has more. */
const BATCH = 200
const RETRY_MS = 1_000

/**
 * One batch is on its way at a time; what is published meanwhile is folded by race, so what waits is never more than what stands. A batch that failed may have arrived or
 * not: all that stands is then sent again, and what is there already changes nothing. Bounded as LiveRaces, twice.
 */
export function createRedisPublisher({ url, keys, maxBatches, expiryMs, limits, answerWithinMs, onChange }: RedisPublisherOptions): RedisPublisher {
  const own = createLiveRaces(limits)
  let waiting = new Map<number, FoldedRace>()
  let [sending, closed, refusal]: [Promise<void> | null, boolean, string | null] = [null, false, null]
  let retry: NodeJS.Timeout | undefined
  const line = openRedisLine({ url, name: 'racegraph-publish', answerWithinMs, onChange: (problem) => { onChange(); if (problem === null) again() } })

  const put = (event: LiveEvent): void => {
    const race = fold(waiting.get(event.raceId) ?? emptyRace(event.raceId, 0), event)
    waiting.set(event.raceId, race)
  }
  const again = (): void => {
    waiting = new Map()
    for (const event of own.standing().events) put(event)
    wake()
  }
  const batch = (): { readonly events: readonly LiveEvent[]; readonly writes: readonly (string | number)[] } => {
    const events: LiveEvent[] = [], writes: (string | number)[] = []
    for (const [raceId, race] of waiting) {
      if (events.length >= BATCH) break
      waiting.delete(raceId)
      const stands = own.folded(raceId)
      const told = eventsAfter(race, 0)
      if (stands === null || told.length === 0) continue
      events.push(...told)
      writes.push(...writesOf(stands, told))
    }
    return { events, writes }
  }
  const send = async (): Promise<void> => {
    while (waiting.size > 0 && line.redis.status === 'ready') {
      const { events, writes } = batch()
      if (events.length === 0) continue
      await line.redis.eval(PUBLISH, 5, keys.events, keys.count, keys.races, keys.race, keys.changes, JSON.stringify(events), maxBatches, expiryMs, ...writes)
      if (refusal !== null) { refusal = null; onChange() }
    }
  }
  const failed = (error: unknown): void => {
    if (closed) return
    if (!(error instanceof Error) || error.name !== 'ReplyError') return line.failed(error)
    const problem = `Redis refuses what is published: ${error.message}. It is tried again.`
    if (problem !== refusal) { refusal = problem; onChange() }
    retry = setTimeout(() => { retry = undefined; again() }, RETRY_MS).unref()
  }
  const wake = (): void => {
    if (sending !== null || retry !== undefined || closed || line.redis.status !== 'ready') return
    sending = new Promise<void>((resolve) => { setImmediate(resolve) }).then(send).catch(failed).finally(() => {
      sending = null
      if (waiting.size > 0) wake()
    })
  }
  return {
    publish: (events) => {
      own.apply(events)
      if (line.redis.status !== 'ready') return
      for (const event of events) put(event)
      wake()
    },
    get problem() { return line.problem ?? refusal },
    get trouble() { return line.trouble ?? refusal },
    close: async () => {
      // What was published before the line was there goes with it, were it a moment late.
      if (line.trouble === null && line.problem !== null) await Promise.race([line.ready(), pause(RETRY_MS, undefined, { ref: false })])
      await sending
      closed = true
      clearTimeout(retry)
      line.close()
    },
  }
}
