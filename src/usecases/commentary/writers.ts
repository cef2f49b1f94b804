import type { Commentary } from '../../commentary/commentary'
import type { Timers } from '../../domain/timers'
import type { Ground } from './ports'
import { openWriting, type OpenWriting, type Page, type Writing } from './writing'

export interface WritersDeps { readonly writing: number; readonly queued: number; readonly timers: Timers; readonly warn: (problem: string, cause: unknown) => void }
/** Who writes what at the moment: one a key. */
export interface Writers {
  /** Who writes it already, or waits to. */
  of(key: string): Writing | null
  /** Begins, now or in its turn; null when too many wait. `write` tells what came of it, and rejects only for what nobody foresaw. */
  begin(key: string, ground: Ground, write: (page: Page) => Promise<Commentary>): Writing | null
  /** Stops all, and waits for them. */
  close(): Promise<void>
}
interface Job { readonly key: string; readonly open: OpenWriting; readonly write: (page: Page) => Promise<Commentary> }

/** So many at once, and so many in the order in which they came behind them; others are turned away. */
export function createWriters({ writing: most, queued, timers, warn }: WritersDeps): Writers {
  const known = new Map<string, Job>()
  const queue = new Set<Job>()
  const running = new Map<Job, Promise<void>>()
  let closed = false

  const forget = (job: Job): void => { if (known.get(job.key) === job) known.delete(job.key); queue.delete(job) }
  const next = (): void => {
    for (const job of queue) {
      if (running.size >= most) return
      queue.delete(job)
      running.set(job, run(job).finally(() => { running.delete(job); next() }))
    }
  }
  const run = async (job: Job): Promise<void> => {
    try {
      // Whoever asked is answered first: prompts take some milliseconds to make.
      await new Promise((resolve) => { setImmediate(resolve) })
      const commentary = await job.write(job.open.page)
      forget(job)
      job.open.done(commentary)
    } catch (cause) {
      forget(job)
      warn('a commentary was not written', cause)
      job.open.failed(cause)
    }
  }
  return {
    of: (key) => known.get(key)?.open.writing ?? null,
    begin: (key, ground, write) => {
      if (closed || (running.size >= most && queue.size >= queued)) return null
      const open = openWriting({ key, ground, timers, warn, abandoned: () => { const own = known.get(key); if (own?.open === open) forget(own) } })
      const job: Job = { key, open, write }
      known.set(key, job)
      queue.add(job)
      next()
      return open.writing
    },
    close: async () => {
      closed = true
      for (const job of known.values()) job.open.stop()
      for (const job of queue) job.open.failed(new Error('the desk was closed'))
      queue.clear()
      await Promise.all(running.values())
      known.clear()
    },
  }
}
