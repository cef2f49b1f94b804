import { addDays, type Instant } from '../../domain/instant'
import type { Timers } from '../../domain/timers'
import type { UsageBatch, UsageRecorder, UsageStore } from './ports'
import { createUsageBook, type UsageBookOptions } from './usage-book'

export interface UsageKeeperDeps {
  readonly store: UsageStore
  /** Of this process alone, never used before. */
  readonly writer: string
  readonly now: () => Instant
  /** Milliseconds that only rise. */
  readonly elapsed: () => number
  readonly timers: Timers
  readonly flushMs: number
  /** Days that operations are told apart for; 0: for ever. */
  readonly keepDays: number
  readonly warn: (problem: string, cause: unknown) => void
  readonly note: (what: string) => void
  /** A number of this name, asked whenever somebody looks. */
  readonly gauge: (name: string, help: string, value: () => number) => void
  readonly limits?: UsageBookOptions
}
export interface UsageKeeper extends UsageRecorder {
  /** Writes what was told up to now; resolves when it stands in the database or could not be put there. */
  flush(): Promise<void>
  /** Writes the rest. What cannot be written is told in the log by its totals. */
  close(): Promise<void>
}
const WARN_EVERY = 60
/** Whoever names each operation anew can cause it as often as they like. */
const TELL_FOLDED_EVERY_MS = 3_600_000

/**
 * Use, kept in memory and written every `flushMs` in one transaction. A batch is frozen before it is first written and written again as it is until the store takes it, so that one whose
 * commit nobody heard of counts once. While the store is away two batches are held, the frozen and the open one, each bounded as `usage-book.ts` says. `kill -9` loses what was told
 * since the last flush, and the one under way where it had not been committed.
 */
export function createUsageKeeper({ store, writer, now, elapsed, timers, flushMs, keepDays, warn, note, gauge, limits }: UsageKeeperDeps): UsageKeeper {
  const book = createUsageBook(limits)
  let frozen: UsageBatch | null = null
  let [sequence, failures, flushMsLast, foldedTold, written] = [0, 0, 0, 0, 0]
  let tellFoldedAt = -Infinity
  let under: Promise<void> | null = null
  let prunedOn = ''
  let [closed, stopTimer]: [boolean, () => void] = [false, () => undefined]

  const operationsIn = (batch: UsageBatch | null): number => batch?.rows.reduce((sum, row) => sum + row.operations, 0) ?? 0
  const prune = async (): Promise<void> => {
    const today = new Date(now()).toISOString().slice(0, 10)
    if (keepDays === 0 || prunedOn === today) return
    prunedOn = today
    const gone = await store.prune(addDays(today, -keepDays))
    if (gone > 0) note(`${gone} rows of usage are older than ${keepDays} days and were forgotten; totals by day stay`)
  }
  const tellFolded = (): void => {
    if (book.folded === foldedTold || elapsed() < tellFoldedAt) return
    note(`usage had no room to tell ${book.folded - foldedTold} operations apart: they stand in the rest of their keys, with their totals; it is told once an hour`)
    foldedTold = book.folded
    tellFoldedAt = elapsed() + TELL_FOLDED_EVERY_MS
  }
  const write = async (): Promise<void> => {
    if (frozen === null) {
      const taken = book.take()
      if (taken === null) return
      frozen = { writer, sequence: ++sequence, ...taken }
    }
    tellFolded()
    const began = elapsed()
    try {
      await store.write(frozen)
      written += operationsIn(frozen)
      frozen = null
      if (failures > 0) note(`usage is written again, after ${failures} failed tries`)
      failures = 0
    } catch (cause) {
      if (failures++ % WARN_EVERY === 0) warn('usage cannot be written now: it is kept in memory and written later', cause)
    }
    flushMsLast = elapsed() - began
  }
  const turn = async (): Promise<void> => {
    await write()
    if (failures > 0) return
    try { await prune() } catch (cause) { warn('old usage could not be forgotten; it is tried again tomorrow', cause) }
  }
  const flush = (): Promise<void> => (under ??= turn().finally(() => { under = null }))
  const arm = (): void => { if (!closed) stopTimer = timers.after(flushMs, () => { void flush().then(arm) }) }
  arm()

  gauge('usage_rows_waiting', 'Rows of usage in memory, to be written.', () => book.rows + (frozen?.rows.length ?? 0))
  gauge('usage_operations_unflushed', 'Operations of usage in memory, to be written.', () => book.operations + operationsIn(frozen))
  gauge('usage_operations_written', 'Operations of usage that were written since the start.', () => written)
  gauge('usage_flush_seconds', 'How long the last write of usage took.', () => flushMsLast / 1_000)
  gauge('usage_flush_failures', 'Failed writes of usage in a row.', () => failures)
  gauge('usage_folded', 'Operations that usage had no room to tell apart, since the start.', () => book.folded)

  return {
    operation: book.operation,
    subscription: book.subscription,
    flush,
    close: async () => {
      if (closed) return
      closed = true
      stopTimer()
      await under
      await write()
      if (frozen === null) await write()
      const lost = operationsIn(frozen) + book.operations
      if (frozen !== null) warn(`usage of ${lost} operations could not be written before the end and is lost`, { rows: frozen.rows.length + book.rows })
    },
  }
}
