/** A line is longer than anything the source sends: what comes is not what we take it for. */
export class LineTooLong extends Error {
  constructor(readonly maxBytes: number) { super(`a line is longer than ${maxBytes} bytes`) }
}
/** An image of 200 markets with whole ladders takes a few megabytes. */
export const MOST_LINE_BYTES = 64 * 1024 * 1024

const LF = 10
const CR = 13

export interface LineSplitter {
  /** @throws LineTooLong */
  push(chunk: Buffer): void
}
/**
 * Cuts bytes into lines at LF and gives each without its line end; empty ones are left out. It works on bytes, so that a read may end anywhere,
 * inside a character or between CR and LF. Holds at most one unfinished line of `maxBytes`.
 */
export function createLineSplitter(onLine: (line: Buffer) => void, maxBytes = MOST_LINE_BYTES): LineSplitter {
  let pieces: Buffer[] = []
  let held = 0
  const give = (line: Buffer): void => {
    const end = line.length > 0 && line[line.length - 1] === CR ? line.length - 1 : line.length
    if (end > 0) onLine(line.subarray(0, end))
  }
  return {
    push(chunk) {
      let from = 0
      for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
        const piece = chunk.subarray(from, at)
        from = at + 1
        if (held + piece.length > maxBytes) throw new LineTooLong(maxBytes)
        if (held === 0) give(piece)
        else {
          const line = Buffer.concat([...pieces, piece], held + piece.length)
          pieces = []
          held = 0
          give(line)
        }
      }
      if (from === chunk.length) return
      held += chunk.length - from
      if (held > maxBytes) throw new LineTooLong(maxBytes)
      pieces.push(chunk.subarray(from))
    },
  }
}
