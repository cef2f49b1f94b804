import { open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import { frameOf, readSegment, type ReadSegment } from './spool-frames'
import { syncFolder, takeSpoolFolder } from './spool-folder'

/** A segment is closed when it is larger; with one group of appends more it is what a reader holds in memory. */
const SEGMENT_BYTES = 4 << 20
const GROUP_BYTES = 4 << 20

export interface Segment { readonly name: string; readonly bytes: number; readonly rows: number }

export interface SpoolOptions {
  /** Holds a numbered folder for each process. */
  readonly folder: string
  readonly maxBytes: number
  readonly note: (problem: string, details: { readonly err?: unknown }) => void
  /** Told when something was written. */
  readonly onRows: () => void
}

/** A write-ahead spool: what `append` has acknowledged is on disk. Holds in memory what is being appended only. */
export interface Spool {
  /** Resolves when the rows are on disk. Waits while the spool is full. */
  append(rows: Buffer, count: number): Promise<void>
  /** Closes the segment that is being written, so that all appended before is in `segments`. */
  seal(): Promise<void>
  /** Closed segments, oldest first. */
  readonly segments: readonly Segment[]
  read(segment: Segment): Promise<ReadSegment>
  /** Deletes segments that are stored elsewhere. */
  drop(segments: readonly Segment[]): Promise<void>
  /** Puts a segment aside that cannot be stored, for somebody to look at. */
  refuse(segment: Segment): Promise<string>
  /** What processes that died have left is taken over. */
  adopt(): Promise<void>
  readonly rows: number
  readonly bytes: number
  /** How often appends had to wait because the spool was full. */
  readonly waits: number
  close(): Promise<void>
}

interface Pending { readonly rows: Buffer; readonly count: number; readonly resolve: () => void; readonly reject: (error: unknown) => void }
interface Writing { readonly name: string; readonly handle: FileHandle; bytes: number; rows: number }

/** @throws AppError CONFIG_INVALID for a folder that cannot be used */
export async function openSpool({ folder: root, maxBytes, note, onRows }: SpoolOptions): Promise<Spool> {
  const folder = takeSpoolFolder(root)
  const pathOf = (name: string): string => join(folder.path, name)
  const closed: Segment[] = []
  const known = new Set<string>()
  const pending: Pending[] = []
  const roomFor: (() => void)[] = []
  let writing: Writing | null = null
  let [bytes, rows, waits] = [0, 0, 0]
  let running: Promise<void> | null = null
  let [isClosed, wasFull] = [false, false]

  /** One after the other: writing, and closing what is written to. */
  let order: Promise<unknown> = Promise.resolve()
  const inOrder = <T>(step: () => Promise<T>): Promise<T> => {
    const done = order.then(step)
    order = done.catch(() => undefined)
    return done
  }

  /** Takes in segments that this process did not write. What broke off at the end of the last was acknowledged to nobody. */
  const takeIn = async (): Promise<void> => {
    for (const name of folder.segments()) {
      if (known.has(name) || name === writing?.name) continue
      const { rows: count } = readSegment(await readFile(pathOf(name)))
      const { size } = await stat(pathOf(name))
      known.add(name)
      closed.push({ name, bytes: size, rows: count })
      bytes += size
      rows += count
    }
    closed.sort((a, b) => (a.name < b.name ? -1 : 1))
  }
  const startSegment = async (): Promise<Writing> => {
    const name = folder.freshName()
    known.add(name)
    const fresh: Writing = { name, handle: await open(pathOf(name), 'wx', 0o600), bytes: 0, rows: 0 }
    await syncFolder(folder.path)
    return fresh
  }
  const finishSegment = async (): Promise<void> => {
    if (writing === null) return
    const { name, handle, bytes: size, rows: count } = writing
    writing = null
    await handle.close()
    if (size === 0) await rm(pathOf(name), { force: true })
    else closed.push({ name, bytes: size, rows: count })
  }
  const write = async (group: readonly Pending[]): Promise<void> => {
    const count = group.reduce((sum, one) => sum + one.count, 0)
    const frame = frameOf(group.map((one) => one.rows), count)
    writing ??= await startSegment()
    const own = writing
    try {
      let done = 0
      while (done < frame.length) done += (await own.handle.write(frame, done, frame.length - done, own.bytes + done)).bytesWritten
      await own.handle.datasync()
    } catch (cause) {
      // What is half written is cut off, and nothing more goes into a file that refused.
      await own.handle.truncate(own.bytes).catch((error: unknown) => { note('a segment of the spool could not be cut where a write broke off; its rows are told by their checksum', { err: error }) })
      await finishSegment()
      throw new AppError('FILE_UNREADABLE', `Ticks could not be written to ${folder.path} (${(cause as NodeJS.ErrnoException).code ?? String(cause)}): make room there, or set RACEGRAPH_HOME to another disk.`, { cause })
    }
    own.bytes += frame.length
    own.rows += count
    bytes += frame.length
    rows += count
    if (own.bytes >= SEGMENT_BYTES) await finishSegment()
  }
  /** All that wait, up to a size: one write and one sync for them. A group is let in when there is room, and into an empty spool whatever its size. */
  const nextGroup = (): readonly Pending[] => {
    let size = 0
    let count = 0
    for (const { rows: own } of pending) {
      if (count > 0 && size + own.length > GROUP_BYTES) break
      size += own.length
      if (bytes > 0 && bytes + size > maxBytes) break
      count++
    }
    return pending.splice(0, count)
  }
  const run = async (): Promise<void> => {
    while (pending.length > 0) {
      const group = nextGroup()
      if (group.length === 0) {
        waits++
        if (!wasFull) note('the spool of ticks is full: feeds wait until the database has taken some', {})
        wasFull = true
        onRows()
        await new Promise<void>((resolve) => { roomFor.push(resolve) })
        if (isClosed) for (const { reject } of pending.splice(0)) reject(new Error('the spool was closed while it was full'))
        continue
      }
      try {
        await inOrder(() => write(group))
        for (const { resolve } of group) resolve()
        onRows()
      } catch (error) { for (const { reject } of group) reject(error) }
    }
  }
  const makeRoom = (): void => { if (bytes < maxBytes / 2) wasFull = false; for (const resolve of roomFor.splice(0)) resolve() }
  const forget = (segment: Segment): void => {
    const place = closed.findIndex(({ name }) => name === segment.name)
    if (place < 0) return
    closed.splice(place, 1)
    known.delete(segment.name)
    bytes -= segment.bytes
    rows -= segment.rows
  }

  folder.adopt()
  await takeIn()
  await syncFolder(folder.path)
  return {
    append: (more, count) => new Promise<void>((resolve, reject) => {
      if (isClosed) { reject(new Error('the spool is closed')); return }
      pending.push({ rows: more, count, resolve, reject })
      running ??= run().finally(() => { running = null })
    }),
    seal: () => inOrder(finishSegment),
    segments: closed,
    read: async (segment) => {
      const read = readSegment(await readFile(pathOf(segment.name)))
      if (read.damaged > 0) note(`${read.damaged} bytes of ${pathOf(segment.name)} are damaged: the ticks in them are lost, ${read.rows} others are kept`, {})
      if (read.torn > 0) note(`${read.torn} bytes at the end of ${pathOf(segment.name)} were cut off: a write that broke off, and was acknowledged to nobody`, {})
      return read
    },
    drop: async (segments) => {
      for (const segment of segments) await rm(pathOf(segment.name), { force: true })
      for (const segment of segments) forget(segment)
      makeRoom()
    },
    refuse: async (segment) => {
      const aside = pathOf(`${segment.name}.refused`)
      await rename(pathOf(segment.name), aside)
      forget(segment)
      makeRoom()
      return aside
    },
    adopt: () => inOrder(async () => { if (folder.adopt() > 0) await takeIn() }),
    get rows() { return rows },
    get bytes() { return bytes },
    get waits() { return waits },
    close: async () => {
      isClosed = true
      makeRoom()
      await running
      await inOrder(finishSegment)
      folder.release()
    },
  }
}
