import { createHash, type Hash } from 'node:crypto'
import { AppError } from '../../domain/errors'
import { createBooks, type Books } from '../../live/book/books'
import { marketSnapshot, type MarketSnapshot } from '../../live/book/snapshot'
import { createNoteworthyLines, isShownInFull } from '../../live/feeds/replay/noteworthy-lines'
import { recordedLines } from '../../live/feeds/replay/recorded-lines'
import { recordingName, recordingsIn, type Recording } from '../../live/feeds/replay/recording'

export interface BooksSnapshot { readonly line: number; /** What makes the line worth looking at; empty for most. */ readonly why: readonly string[]; readonly clk: string | null; readonly initialClk: string | null; readonly markets: readonly MarketSnapshot[] }
/** Books of a recording in the form of reference snapshots. `sha256`: of the recording, decompressed. */
export interface BooksDocument { readonly name: string; readonly madeWith: string; readonly lines: number; readonly sha256: string; readonly rule: string; readonly fields: string; readonly snapshots: readonly BooksSnapshot[] }
export interface BooksAsked { readonly file: string; /** From 1; in any order. */ readonly lines: readonly number[]; /** Whole ladders of all lines. */ readonly full: boolean; readonly madeWith: string }

const RULE = 'Snapshots of the lines that were asked for. why[] gives what makes a line worth looking at: first and last line, sixteenths of the lines, changes of status, removals, starting prices, the first winner, images.'
const FIELDS = 'totalMatched = tv as last sent (market and runner). totalMatchedFromTraded = sum of the trd ladder, 2 decimals. bestBack/bestLay = first of the first non-empty of full ladder (atb/atl), virtual (bdatb/bdatl), non-virtual (batb/batl). ladders.<f>: n entries, sum of sizes (2 dp), sha = first 16 hex of sha256 over entries in order joined by ";" with numbers as shortest JSON ("price,size" or "level,price,size"); order: atb and spb price descending, atl, trd, spl price ascending, level ladders level ascending. full = whole ladders.'

/** Reads all lines of all recordings of the file in its order; `seen` is told of each with the books after it. */
async function walk(recordings: readonly Recording[], seen: (line: number, message: Parameters<Books['apply']>[0] | null, books: Books) => void): Promise<number> {
  const books = createBooks({ keepClosedMs: Infinity, mostMarkets: Infinity })
  let before = 0
  for (const recording of recordings) {
    let read = 0
    for await (const batch of recordedLines(recording)) {
      for (const { number, message } of batch) {
        if (message !== null && (message.op ?? 'mcm') === 'mcm') books.apply(message)
        read = number
        seen(before + number, message, books)
      }
    }
    before += read
  }
  return before
}
/** The same recordings; what is read of them goes into the hash too. */
const hashed = (recordings: readonly Recording[], hash: Hash): Recording[] => recordings.map(({ bytes, ...recording }) => ({ ...recording, bytes: async function* () { for await (const chunk of bytes()) { hash.update(chunk); yield chunk } } }))

/**
 * The books of a recording after the lines that are asked for. Reads the file twice and holds one state of the books and what is given.
 * @throws AppError FILE_UNREADABLE for a file that is absent or damaged, BAD_USER_INPUT for a line that it does not have
 */
export async function booksOfFile({ file, lines: asked, full, madeWith }: BooksAsked): Promise<BooksDocument> {
  const recordings = await recordingsIn(file)
  const noteworthy = createNoteworthyLines()
  const seenMarkets = new Set<string>()
  const hash = createHash('sha256')
  const lines = await walk(hashed(recordings, hash), (line, message, books) => {
    for (const { id } of message?.mc ?? []) seenMarkets.add(id)
    noteworthy.note(line, message, books)
  })
  const beyond = asked.find((line) => line > lines)
  if (beyond !== undefined) throw new AppError('BAD_USER_INPUT', `${file} has ${lines} lines: there is no line ${beyond}.`)
  const wanted = new Set(asked)
  const snapshots: BooksSnapshot[] = []
  await walk(recordings, (line, _message, books) => {
    if (!wanted.has(line)) return
    const why = noteworthy.reasons(line, lines, seenMarkets.size)
    const shown = full || isShownInFull(why, seenMarkets.size)
    snapshots.push({ line, why, clk: books.clk, initialClk: books.initialClk, markets: [...books.markets.values()].map((book) => marketSnapshot(book, shown)) })
  })
  return { name: recordingName(file), madeWith, lines, sha256: hash.digest('hex'), rule: RULE, fields: FIELDS, snapshots }
}
