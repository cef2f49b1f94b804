import type { TickStore } from '../../usecases/live/ports'
import { openSpool, type Segment } from './spool'
import { encodeTicks } from './tick-rows'
import { isOfRows, tickWriter } from './tick-writer'

export interface TickStoreOptions {
  readonly databaseUrl: string
  /** Of spools: each process on the machine has a numbered folder in it. */
  readonly folder: string
  readonly maxSpoolBytes: number
  /** Rows that are written at once, about; 5,000 unless said otherwise. */
  readonly batchRows?: number
  /** Longest time that fewer rows wait, milliseconds; 500 unless said otherwise. */
  readonly flushEveryMs?: number
  /** Told of what went wrong and is being dealt with. */
  readonly note: (problem: string, details: { readonly err?: unknown }) => void
}
export interface SpooledTickStore extends TickStore {
  /** Bytes on disk. */
  readonly spooled: number
  /** How often feeds had to wait because the spool was full. */
  readonly waits: number
}

const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [200, 5_000]
/** How often spools of processes that died are looked for. */
const ADOPT_EVERY_MS = 30_000

/**
 * Ticks on their way to the database: on disk before `append` resolves, from there in batches into `ticks`, and off the disk once they are
 * committed. What a process that died left on disk is written by the next that opens a spool beside it. Rows that are there already are
 * not written twice. While the database is away the spool grows to its bound, then `append` waits. Memory: two segments of 4 to 8 MB.
 * @throws AppError CONFIG_INVALID for a folder that cannot be used
 */
export async function openTickStore({ databaseUrl, folder, maxSpoolBytes, batchRows = 5_000, flushEveryMs = 500, note }: TickStoreOptions): Promise<SpooledTickStore> {
  const wake = createWake()
  const spool = await openSpool({ folder, maxBytes: maxSpoolBytes, note, onRows: () => { if (spool.rows >= batchRows || spool.bytes >= maxSpoolBytes / 2) wake.now() } })
  const writer = tickWriter(databaseUrl)
  const waiters: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = []
  /** The last append that was asked for; those before it are done when it is. */
  let last: Promise<unknown> = Promise.resolve()
  let failures = 0
  let isClosing = false

  /** Segments that make a batch, the oldest first; one at least. */
  const nextBatch = (): readonly Segment[] => {
    let rows = 0
    let count = 0
    for (const segment of spool.segments) {
      if (count > 0 && rows + segment.rows > batchRows) break
      rows += segment.rows
      count++
    }
    return spool.segments.slice(0, count)
  }
  const storeBatch = async (batch: readonly Segment[]): Promise<void> => {
    const frames: Buffer[] = []
    for (const segment of batch) frames.push(...(await spool.read(segment)).frames)
    try { if (frames.length > 0) await writer.store(frames) } catch (error) {
      if (!isOfRows(error)) throw error
      if (batch.length > 1) { for (const segment of batch) await storeBatch([segment]); return }
      for (const segment of batch) note(`the database refuses ticks of a segment, which was put aside as ${await spool.refuse(segment)}`, { err: error })
      return
    }
    await spool.drop(batch)
  }
  /** Writes what is on disk by now. */
  const drain = async (): Promise<void> => {
    await spool.seal()
    const last = spool.segments.at(-1)
    while (last !== undefined && spool.segments.includes(last)) await storeBatch(nextBatch())
  }
  const run = async (): Promise<void> => {
    let adoptedAt = performance.now()
    while (!isClosing) {
      const asked = waiters.splice(0)
      try {
        if (performance.now() - adoptedAt > ADOPT_EVERY_MS) {
          adoptedAt = performance.now()
          await spool.adopt()
        }
        await drain()
        if (failures > 0) note('the database takes ticks again', {})
        failures = 0
        for (const { resolve } of asked) resolve()
      } catch (error) {
        waiters.unshift(...asked)
        if (failures++ === 0) note('the database does not take ticks: they are kept on disk until it does', { err: error })
      }
      if (!isClosing && (waiters.length === 0 || failures > 0)) await wake.in(failures > 0 ? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) : flushEveryMs, failures > 0)
    }
  }
  const running = run()
  return {
    append: async (ticks) => {
      if (ticks.length === 0) return
      const appended = spool.append(encodeTicks(ticks), ticks.length)
      // Whoever appended is told of a failure.
      last = appended.catch(() => undefined)
      await appended
    },
    flush: () => last.then(() => new Promise<void>((resolve, reject) => {
      if (isClosing) { reject(new Error('the store of ticks is closed')); return }
      waiters.push({ resolve, reject })
      wake.now()
    })),
    get waiting() { return spool.rows },
    get spooled() { return spool.bytes },
    get waits() { return spool.waits },
    close: async () => {
      if (isClosing) return running
      isClosing = true
      wake.always()
      await running
      await drain().catch((error: unknown) => { note('ticks stay on disk, and are written when a process is started here again', { err: error }) })
      for (const { reject } of waiters.splice(0)) reject(new Error('the store of ticks was closed before the database took all'))
      await writer.close()
      await spool.close()
    },
  }
}

/** A sleep that can be cut short. `patient`: only by `always`, not by `now`. */
function createWake(): { now(): void; always(): void; in(ms: number, patient: boolean): Promise<void> } {
  let early: (() => void) | null = null
  let [isDue, isOver, isPatient] = [false, false, false]
  return {
    now: () => { isDue = true; if (!isPatient) early?.() },
    always: () => { isOver = true; early?.() },
    in: (ms, patient) => new Promise<void>((resolve) => {
      if (isOver || (isDue && !patient)) { isDue = false; resolve(); return }
      isPatient = patient
      const timer = setTimeout(() => { early?.() }, ms)
      timer.unref()
      early = () => { clearTimeout(timer); early = null; isDue = false; resolve() }
    }),
  }
}
