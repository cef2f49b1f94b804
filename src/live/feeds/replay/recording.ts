import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../domain/errors'
import { CHUNK_BYTES, isBzip2, plainBytes } from './plain-bytes'
import { isTar, tarMembers } from './tar-members'

/** One stream that was recorded: a file, or a file of an archive. `bytes` reads it from its beginning, decompressed. */
export interface Recording { readonly name: string; /** Packed with bzip2: reading it takes about 20 MB. */ readonly heavy: boolean; bytes(): AsyncGenerator<Buffer> }

const HEAD_BYTES = 512

const unreadable = (file: string, error: unknown): AppError => {
  const code = (error as NodeJS.ErrnoException).code
  const reason = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code ?? String(error)})`
  return new AppError('FILE_UNREADABLE', `${file} ${reason}. Give the path of a recording: .ndjson, .gz, .bz2 or .tar.`, { cause: error })
}

/** Bytes of a file from one place to another, or to its end. */
export async function* slice(file: string, start: number, end: number): AsyncGenerator<Buffer> {
  const handle = await open(file).catch((error: unknown) => { throw unreadable(file, error) })
  try {
    for (let at = start; at < end;) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - at))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } catch (error) { throw unreadable(file, error) } finally { await handle.close() }
}

/**
 * What is recorded in a file: itself, or, of a tar archive, each file in it. How a file is packed is told by its bytes, not by its name.
 * @throws AppError FILE_UNREADABLE for a file that is absent, empty or no file, and for a damaged archive
 */
export async function recordingsIn(file: string): Promise<Recording[]> {
  const handle = await open(file).catch((error: unknown) => { throw unreadable(file, error) })
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0)
    if (bytesRead === 0) throw new AppError('FILE_UNREADABLE', `${file} is empty. Give the path of a recording.`)
    if (!isTar(head)) return [{ name: file, heavy: isBzip2(head), bytes: () => plainBytes(slice(file, 0, Infinity)) }]
    const members = await tarMembers(handle, file)
    if (members.length === 0) throw new AppError('FILE_UNREADABLE', `${file} is an archive without a file in it.`)
    const recordings: Recording[] = []
    for (const { name, start, size } of members) {
      await handle.read(head, 0, HEAD_BYTES, start)
      recordings.push({ name: `${file}:${name}`, heavy: isBzip2(head), bytes: () => plainBytes(slice(file, start, start + size)) })
    }
    return recordings
  } catch (error) { throw error instanceof AppError ? error : unreadable(file, error) } finally { await handle.close() }
}
/** Its name without folder and kind, as `1.206064380`. */
export const recordingName = (name: string): string => basename(name).replace(/(?:\.(?:ndjson|jsonl?|gz|bz2|tar))+$/i, '')
