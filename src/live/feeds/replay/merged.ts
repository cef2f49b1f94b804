import { AppError } from '../../../domain/errors'
import type { ChangeMessage } from '../../book/change-message'
import { createCursor, type Cursor } from './cursor'
import type { Recording } from './recording'
import { unpack } from './unpack'

/** The next message of all recordings, by publish time; null when that recording has ended. `recording`: its place in the list. */
export interface Merged { readonly recording: number; readonly message: ChangeMessage | null; readonly at: number }

/** Recordings that are read at a time: a chunk and the lines in it of each, at most a few hundred kB. */
export const MOST_OPEN = 500

interface Reader { readonly recording: number; readonly cursor: Cursor; /** Also removes what was unpacked. */ close(): Promise<void> }

/** When each begins. One that holds no message begins at once, and ends. */
async function beginnings(recordings: readonly Recording[]): Promise<{ readonly recording: number; readonly at: number }[]> {
  if (recordings.length === 1) return [{ recording: 0, at: -Infinity }]
  const found: { recording: number; at: number }[] = []
  for (const [place, recording] of recordings.entries()) {
    const cursor = createCursor(recording)
    // What is wrong with it is told when its turn comes, after what is before it.
    const isThere = await cursor.read().catch(() => false)
    found.push({ recording: place, at: isThere ? cursor.at : -Infinity })
    await cursor.close()
  }
  return found.sort((a, b) => b.at - a.at || b.recording - a.recording)
}

/** Messages of several recordings in the order of their publish times; of equal ones in the order of the list. Each is opened when its time comes and closed at its end: MOST_OPEN at most are open. What is packed with bzip2 is unpacked to temporary files meanwhile. */
export async function* merged(recordings: readonly Recording[]): AsyncGenerator<Merged> {
  const waiting = await beginnings(recordings)
  const open: Reader[] = []
  const start = async (place: number): Promise<Reader> => {
    const recording = recordings[place] as Recording
    const unpacked = recordings.length > 1 && recording.heavy ? await unpack(recording) : null
    const cursor = createCursor(unpacked ?? recording)
    return { recording: place, cursor, close: async () => { await cursor.close(); await unpacked?.remove() } }
  }
  /** Neither waiting nor in `open` at the moment. */
  let current: Reader | null = null
  const insert = (reader: Reader): void => {
    const { at } = reader.cursor
    let place = open.length
    while (place > 0) {
      const other = open[place - 1] as Reader
      if (other.cursor.at < at || (other.cursor.at === at && other.recording < reader.recording)) break
      place--
    }
    open.splice(place, 0, reader)
  }
  try {
    for (;;) {
      for (let next = waiting.at(-1); next !== undefined && next.at <= (open[0]?.cursor.at ?? Infinity); next = waiting.at(-1)) {
        waiting.pop()
        if (open.length >= MOST_OPEN) throw new AppError('BAD_USER_INPUT', `more than ${MOST_OPEN} of the recordings overlap in time: play fewer of them at once.`)
        const reader = await start(next.recording)
        current = reader
        if (await reader.cursor.read()) insert(reader)
        else { await reader.close(); yield { recording: next.recording, message: null, at: next.at } }
        current = null
      }
      const first = open.shift()
      if (first === undefined) return
      current = first
      yield { recording: first.recording, message: first.cursor.message, at: first.cursor.at }
      if (first.cursor.step() ?? await first.cursor.read()) insert(first)
      else { await first.close(); yield { recording: first.recording, message: null, at: first.cursor.at } }
      current = null
    }
  } finally { for (const reader of current === null ? open : [...open, current]) await reader.close() }
}
