/** Somebody with something to send. */
export interface Flushed { flush(): void }
export interface Flusher {
  /** Has it flushed soon, in turn. The caller adds nobody twice before its turn came. */
  add(one: Flushed): void
  /** Those who wait for their turn. */
  readonly waiting: number
}
export interface FlusherOptions {
  /** Longest stretch of work before others get the thread, milliseconds. */
  readonly sliceMs?: number
  /** Milliseconds that only rise. */
  readonly now?: () => number
  readonly later?: (run: () => void) => void
}

const CHECK_EVERY = 64

/**
 * Gives everybody who has something to send a turn, first come first served, in slices: a race with thousands of subscribers does not keep the process from
 * reading, and what becomes newer before a turn is sent in its newest form only. Holds one reference for each who waits.
 */
export function createFlusher({ sliceMs = 8, now = () => performance.now(), later = setImmediate }: FlusherOptions = {}): Flusher {
  let turns: Flushed[] = []
  let at = 0
  let scheduled = false
  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    later(run)
  }
  const run = (): void => {
    const until = now() + sliceMs
    try {
      while (at < turns.length && !(at % CHECK_EVERY === CHECK_EVERY - 1 && now() >= until)) turns[at++]?.flush()
    } finally {
      turns = turns.slice(at)
      at = 0
      scheduled = false
      if (turns.length > 0) schedule()
    }
  }
  return {
    add: (one) => {
      turns.push(one)
      schedule()
    },
    get waiting() { return turns.length - at },
  }
}
