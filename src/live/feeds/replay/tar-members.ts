import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../../domain/errors'

/** A file inside a tar archive: where its bytes are. */
export interface TarMember { readonly name: string; readonly start: number; readonly size: number }

const BLOCK = 512
const LARGEST_NAME = 1024 * 1024
const FILES = ['0', '\0', '7']

const text = (block: Buffer, from: number, length: number): string => {
  const end = block.indexOf(0, from)
  return block.toString('utf8', from, end === -1 || end > from + length ? from + length : end)
}
/** Octal digits, or, for what is too large for them, base 256. */
const sizeIn = (block: Buffer): number => ((block[124] ?? 0) & 0x80) !== 0 ? Number(block.readBigUInt64BE(128)) : parseInt(text(block, 124, 12).trim() || '0', 8)
const checksumIn = (block: Buffer): boolean => {
  const told = parseInt(text(block, 148, 8).trim(), 8)
  let sum = 8 * 32
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0
  return told === sum
}
/** Whether the first block of a file is a header of an archive. */
export const isTar = (block: Buffer): boolean => block.length >= BLOCK && text(block, 257, 5) === 'ustar' && checksumIn(block)

const paxPath = (records: string): string | null => /(?:^|\n)\d+ path=([^\n]*)\n/.exec(records)?.[1] ?? null

/**
 * The files of an archive in its order, without reading them: the archive stays where it is, and members are read from their places when their
 * time comes. Holds the names alone. tar-stream reads front to back, which cannot merge markets by time.
 * @throws AppError FILE_UNREADABLE where the archive is damaged or cut off
 */
export async function tarMembers(handle: FileHandle, archive: string): Promise<TarMember[]> {
  const { size: whole } = await handle.stat()
  const damaged = (at: number, what: string): AppError => new AppError('FILE_UNREADABLE', `${archive}: the archive ${what} at byte ${at}. Get it again.`)
  const members: TarMember[] = []
  const block = Buffer.alloc(BLOCK)
  let longName: string | null = null
  for (let at = 0; at < whole;) {
    const { bytesRead } = await handle.read(block, 0, BLOCK, at)
    if (bytesRead === BLOCK && block.every((byte) => byte === 0)) break
    if (bytesRead < BLOCK) throw damaged(at, 'is cut off')
    if (!checksumIn(block)) throw damaged(at, 'is damaged')
    const [size, type, start] = [sizeIn(block), String.fromCharCode(block[156] ?? 0), at + BLOCK]
    if (start + size > whole) throw damaged(at, 'is cut off in the member that begins')
    if (type === 'L' || type === 'x') {
      if (size > LARGEST_NAME) throw damaged(at, 'is damaged')
      const told = Buffer.alloc(size)
      await handle.read(told, 0, size, start)
      longName = type === 'L' ? text(told, 0, size) : paxPath(told.toString('utf8')) ?? longName
    } else {
      const prefix = text(block, 345, 155)
      if (FILES.includes(type) && size > 0) members.push({ name: longName ?? (prefix === '' ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`), start, size })
      longName = null
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return members
}
