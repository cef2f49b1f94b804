import { AppError } from '../../../domain/errors'
import { parseChangeMessage, type ChangeMessage } from '../../book/change-message'
import { lineBatches } from './line-batches'
import type { Recording } from './recording'

export interface RecordedLine { readonly number: number; readonly text: string; /** Of an empty line null. */ readonly message: ChangeMessage | null }

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * The lines of a recording in batches, parsed. Everything before what is damaged is given first.
 * @throws AppError FILE_UNREADABLE that names file and line: broken JSON, a line that is cut off, damaged compression
 */
export async function* recordedLines({ name, bytes }: Recording): AsyncGenerator<readonly RecordedLine[]> {
  let read = 0
  const batches = lineBatches(bytes())
  try {
    for (;;) {
      const next = await batches.next().catch((error: unknown) => {
        if (error instanceof AppError) throw new AppError('FILE_UNREADABLE', `${name}: ${error.message}`, { cause: error })
        throw new AppError('FILE_UNREADABLE', `${name} is damaged or cut off after line ${read} (${reasonOf(error)}). What came before it was read; get the file again.`, { cause: error })
      })
      if (next.done === true) return
      const { first, lines, open } = next.value
      const parsed: RecordedLine[] = []
      let broken: AppError | null = null
      for (const [i, text] of lines.entries()) {
        try { parsed.push({ number: first + i, text, message: text.trim() === '' ? null : parseChangeMessage(text) }) } catch (error) {
          const what = open ? 'is cut off: the recording ends in the middle of it' : reasonOf(error)
          broken = new AppError('FILE_UNREADABLE', `${name}, line ${first + i}: ${what}. What came before it was read.`, { cause: error })
          break
        }
      }
      read = first + parsed.length - 1
      if (parsed.length > 0) yield parsed
      if (broken !== null) throw broken
    }
  } finally { await batches.return(undefined) }
}
