import { AppError } from '../../../domain/errors'

/** The longest line that is taken. An image of 200 markets with full ladders has about 2 MB. */
const LONGEST_LINE_BYTES = 64 * 1024 * 1024
const LF = 10
const CR = 13

/** Some lines of a text in a row. `first`: number of the first of them, from 1. */
export interface LineBatch { readonly first: number; readonly lines: readonly string[]; /** The last of them has no line end: it is the end of the text, or it is cut off. */ readonly open: boolean }

/** Splits bytes at LF and decodes whole lines: a piece of a character never stands alone. A CR before LF goes. */
export async function* lineBatches(bytes: AsyncIterable<Buffer>): AsyncGenerator<LineBatch> {
  let [rest, first]: [Buffer[], number] = [[], 1]
  let held = 0
  const decode = (line: Buffer): string => line.toString('utf8', 0, line[line.length - 1] === CR ? line.length - 1 : line.length)
  for await (const chunk of bytes) {
    const last = chunk.lastIndexOf(LF)
    if (last === -1) {
      rest.push(chunk)
      held += chunk.length
      if (held > LONGEST_LINE_BYTES) throw new AppError('FILE_UNREADABLE', `line ${first} is longer than ${LONGEST_LINE_BYTES / 1024 / 1024} MB: this is no recording of a stream`)
      continue
    }
    const whole = rest.length === 0 ? chunk.subarray(0, last) : Buffer.concat([...rest, chunk.subarray(0, last)])
    const lines: string[] = []
    let from = 0
    for (let at = whole.indexOf(LF); at !== -1; at = whole.indexOf(LF, from)) { lines.push(decode(whole.subarray(from, at))); from = at + 1 }
    lines.push(decode(whole.subarray(from)))
    rest = last + 1 < chunk.length ? [chunk.subarray(last + 1)] : []
    held = chunk.length - last - 1
    yield { first, lines, open: false }
    first += lines.length
  }
  if (held > 0) yield { first, lines: [decode(Buffer.concat(rest))], open: true }
}
