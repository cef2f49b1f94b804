import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { AppError } from '../../../domain/errors'
import type { Instant } from '../../../domain/instant'

export interface LineFile { readonly path: string; readonly lines: number }
/** Raw lines of a stream in files: one a connection and hour, each of which begins with an image and plays by itself. Bounded by the buffers of open files. */
export interface LineFiles {
  /** @throws AppError BAD_USER_INPUT when no file can be made in the folder */
  line(line: Buffer, receivedAt: Instant, connection: number): void
  /** Resolves when what was given is on its way to the disk. Rejects with an AppError when it cannot be written. */
  drained(): Promise<void>
  /** Completes all files and tells of them. */
  close(): Promise<readonly LineFile[]>
}
interface OpenFile { readonly path: string; readonly hour: number; readonly out: readonly Writable[]; readonly written: Promise<void>; lines: number }

const HOUR_MS = 3_600_000
/** What tells an image stands in front of its markets, or behind them. */
const EDGE_BYTES = 512
const UNFINISHED = '.part'

const edgesOf = (line: Buffer): string => line.length <= 2 * EDGE_BYTES ? line.toString('latin1') : line.toString('latin1', 0, EDGE_BYTES) + line.toString('latin1', line.length - EDGE_BYTES)
const isImage = (edges: string): boolean => edges.includes('"ct":"SUB_IMAGE"') && (!edges.includes('"segmentType":') || edges.includes('"segmentType":"SEG_START"'))
/** The subscription of a change message; null for anything else. */
const subscriptionOf = (edges: string): number | null => { const id = /^\{"op":"mcm","id":(\d+)/.exec(edges)?.[1]; return id === undefined ? null : Number(id) }
const unwritable = (folder: string, error: unknown): AppError =>
  new AppError('BAD_USER_INPUT', `${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}): name another folder with --out, or see that there is room and that you may write there.`, { cause: error })

/** Beside each file stands `<name>.times`, with the time at which each line came, milliseconds since 1970, one a line. A file has its name once it is whole; `.part` until then. */
export function createLineFiles({ folder, gzip }: { readonly folder: string; readonly gzip: boolean }): LineFiles {
  const open = new Map<number, OpenFile>()
  const subscriptions = new Map<number, number>()
  const done: LineFile[] = []
  const closing: Promise<void>[] = []
  let failure: { readonly error: unknown } | null = null
  const failed = (error: unknown): void => { failure ??= { error: error instanceof AppError ? error : unwritable(folder, error) } }
  const ending = gzip ? '.gz' : ''
  try { mkdirSync(folder, { recursive: true }) } catch (error) { throw unwritable(folder, error) }

  const pathFor = (connection: number, at: Instant): string => {
    const stem = join(folder, `betfair-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z-${connection}`)
    for (let n = 1; ; n++) {
      const path = `${stem}${n === 1 ? '' : `-${n}`}.ndjson${ending}`
      if (!existsSync(path) && !existsSync(`${path}${UNFINISHED}`)) return path
    }
  }
  const begin = (connection: number, at: Instant): OpenFile => {
    const path = pathFor(connection, at)
    const streams = [path, timesOf(path)].map((name) => {
      const file = createWriteStream(`${name}${UNFINISHED}`, { flags: 'wx' })
      if (!gzip) return { out: file as Writable, end: finished(file) }
      const packed = createGzip()
      packed.pipe(file)
      packed.on('error', (error) => { file.destroy(error) })
      return { out: packed as Writable, end: finished(file) }
    })
    const written = Promise.all(streams.map(({ end }) => end)).then(() => undefined)
    written.catch(failed)
    const file: OpenFile = { path, hour: Math.floor(at / HOUR_MS), out: streams.map(({ out }) => out), written, lines: 0 }
    open.set(connection, file)
    return file
  }
  const timesOf = (path: string): string => path.replace(/\.ndjson(\.gz)?$/, '.times$1')
  const finish = async ({ path, out, written, lines }: OpenFile): Promise<void> => {
    for (const stream of out) stream.end()
    await written
    for (const name of [path, timesOf(path)]) renameSync(`${name}${UNFINISHED}`, name)
    done.push({ path, lines })
  }
  const close = (connection: number, file: OpenFile): void => {
    open.delete(connection)
    closing.push(finish(file).catch(failed))
  }
  return {
    line(line, receivedAt, connection) {
      const edges = edgesOf(line)
      const subscription = subscriptionOf(edges)
      if (subscription !== null) {
        // Ids only rise: what still comes of a subscription before does not belong here.
        if (subscription < (subscriptions.get(connection) ?? 0)) return
        subscriptions.set(connection, subscription)
      }
      let file = open.get(connection)
      if (file !== undefined && isImage(edges) && Math.floor(receivedAt / HOUR_MS) !== file.hour) { close(connection, file); file = undefined }
      file ??= begin(connection, receivedAt)
      file.lines++
      file.out[0]?.write(Buffer.concat([line, Buffer.from('\n')]))
      file.out[1]?.write(`${receivedAt}\n`)
    },
    async drained() {
      for (const { out } of open.values()) {
        for (const stream of out) if (stream.writableNeedDrain) await new Promise<void>((resolve) => { stream.once('drain', resolve); stream.once('close', resolve) })
      }
      if (failure !== null) throw failure.error
    },
    async close() {
      for (const [connection, file] of [...open]) close(connection, file)
      await Promise.all(closing)
      if (failure !== null) throw failure.error
      return done.sort((a, b) => (a.path < b.path ? -1 : 1))
    },
  }
}
