import type { ChangeMessage } from '../../book/change-message'
import { recordedLines, type RecordedLine } from './recorded-lines'
import type { Recording } from './recording'

/** The next message of a recording. Lines that are no change messages, as answers to requests in raw recordings, are passed over. */
export interface Cursor {
  readonly message: ChangeMessage
  /** Publish time of `message`; of the one before where it has none. */
  readonly at: number
  /** Goes on; null when that can be said at once only after reading. */
  step(): boolean | null
  /** Reads and goes on. False: it has ended. @throws AppError FILE_UNREADABLE */
  read(): Promise<boolean>
  close(): Promise<void>
}
const isChange = ({ message }: RecordedLine): boolean => message !== null && (message.op ?? 'mcm') === 'mcm'

/** Before its first message; call `read`. Holds one batch of lines. */
export function createCursor(recording: Recording): Cursor {
  const batches = recordedLines(recording)
  let [batch, place]: [readonly RecordedLine[], number] = [[], -1]
  let message: ChangeMessage = {}
  let at = -Infinity
  const step = (): boolean | null => {
    while (++place < batch.length) {
      const line = batch[place]
      if (line === undefined || !isChange(line) || line.message === null) continue
      message = line.message
      at = message.pt ?? at
      return true
    }
    return null
  }
  return {
    get message() { return message },
    get at() { return at },
    step,
    async read() {
      for (;;) {
        const next = await batches.next()
        if (next.done === true) return false
        batch = next.value
        place = -1
        if (step() === true) return true
      }
    },
    async close() { await batches.return(undefined) },
  }
}
