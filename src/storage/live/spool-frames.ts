import { crc32 } from 'node:zlib'

/*
 * A segment of the spool is frames one after the other: `RGTK`, bytes of rows, number of rows, checksum (each four bytes), rows.
 * The checksum is over sizes and rows.
 */
const MARK = Buffer.from('RGTK')
const HEAD = 16

/** @param parts whole rows */
export function frameOf(parts: readonly Buffer[], rows: number): Buffer {
  const frame = Buffer.concat([Buffer.allocUnsafe(HEAD), ...parts])
  MARK.copy(frame)
  frame.writeUInt32BE(frame.length - HEAD, 4)
  frame.writeUInt32BE(rows, 8)
  frame.writeUInt32BE(checksum(frame), 12)
  return frame
}
const checksum = (frame: Buffer): number => crc32(frame.subarray(HEAD), crc32(frame.subarray(4, 12)))

export interface ReadSegment {
  /** Rows of each frame, parts of the segment's bytes. */
  readonly frames: readonly Buffer[]
  readonly rows: number
  /** Bytes that belong to no whole frame, with whole frames behind them: something damaged the file. */
  readonly damaged: number
  /** Bytes at the end that belong to no whole frame: a write that broke off, which nobody was told of. */
  readonly torn: number
}

/** Reads what is whole. Damage costs the frame that it is in; the next frame is looked for behind it. */
export function readSegment(bytes: Buffer): ReadSegment {
  const frames: Buffer[] = []
  let [at, rows, damaged] = [0, 0, 0]
  while (at < bytes.length) {
    const end = endOfFrame(bytes, at)
    if (end !== null) {
      frames.push(bytes.subarray(at + HEAD, end))
      rows += bytes.readUInt32BE(at + 8)
      at = end
      continue
    }
    const next = nextFrame(bytes, at + 1)
    if (next === null) return { frames, rows, damaged, torn: bytes.length - at }
    damaged += next - at
    at = next
  }
  return { frames, rows, damaged, torn: 0 }
}
const endOfFrame = (bytes: Buffer, at: number): number | null => {
  if (at + HEAD > bytes.length || bytes.compare(MARK, 0, 4, at, at + 4) !== 0) return null
  const end = at + HEAD + bytes.readUInt32BE(at + 4)
  return end <= bytes.length && checksum(bytes.subarray(at, end)) === bytes.readUInt32BE(at + 12) ? end : null
}
const nextFrame = (bytes: Buffer, from: number): number | null => {
  for (let at = bytes.indexOf(MARK, from); at >= 0; at = bytes.indexOf(MARK, at + 1)) if (endOfFrame(bytes, at) !== null) return at
  return null
}
