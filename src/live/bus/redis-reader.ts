import { setTimeout as pause } from 'node:timers/promises'
import type { LiveListener } from './ports'
import { openRedisLine } from './redis-line'
import type { RedisKeys } from './redis-keys'
import { batchOf, readStanding } from './redis-state'

export interface RedisReaderOptions {
  readonly url: string
  readonly keys: RedisKeys
  readonly listener: LiveListener
  readonly answerWithinMs: number
  /** Told when `problem` may be another one. */
  readonly onChange: () => void
}
export interface RedisReader { readonly problem: string | null; readonly trouble: string | null; close(): void }

/** Batches in one answer. */
const AT_ONCE = 100
const WAIT_MS = 2_000
const RETRY_MS = 1_000

/**
 * Tells the listener what stands, then batches as they come; what stands again after the line broke, and where the number of a batch shows that some were missed
 * (trimmed away before they were read, or lost with Redis). Keeps nothing.
 */
export function createRedisReader({ url, keys, listener, answerWithinMs, onChange }: RedisReaderOptions): RedisReader {
  let [closed, refusal]: [boolean, string | null] = [false, null]
  const line = openRedisLine({ url, name: 'racegraph-read', answerWithinMs, onChange })

  /** Returns when something was missed. */
  const follow = async (): Promise<void> => {
    const { events, since, ...place } = await readStanding(line, keys)
    if (closed) return
    if (refusal !== null) { refusal = null; onChange() }
    listener.reset(events, since)
    let { id, count } = place
    while (!closed) {
      const answer = await line.redis.xread('COUNT', AT_ONCE, 'BLOCK', WAIT_MS, 'STREAMS', keys.events, id)
      for (const [entryId, fields] of answer?.[0]?.[1] ?? []) {
        const batch = batchOf(fields)
        if (batch.count !== count + 1) return
        ;[id, count] = [entryId, batch.count]
        listener.events(batch.events)
      }
    }
  }
  const run = async (): Promise<void> => {
    while (!closed) {
      await line.ready()
      try { await follow() } catch (error) {
        if (closed) return
        if (error instanceof Error && error.name === 'ReplyError') {
          const problem = `Redis refuses to be read: ${error.message}. It is tried again.`
          if (problem !== refusal) { refusal = problem; onChange() }
          await pause(RETRY_MS, undefined, { ref: false })
        } else line.failed(error)
      }
    }
  }
  void run()
  return {
    get problem() { return line.problem ?? refusal },
    get trouble() { return line.trouble ?? refusal },
    close: () => { closed = true; line.close() },
  }
}
