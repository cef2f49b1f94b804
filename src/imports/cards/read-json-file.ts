import { readFile, stat } from 'node:fs/promises'
import { AppError } from '../../domain/errors'

const LARGEST_BYTES = 16 * 1024 * 1024

/**
 * The JSON of a file. Properties that are null count as left out and are dropped.
 * @throws AppError FILE_UNREADABLE for a file that is absent, larger than 16 MB or no JSON (with the place).
 */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readText(file)
  try {
    return withoutNulls(JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text))
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}. Mend the file and import it again.`, { cause: error })
  }
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file)
    if (size > LARGEST_BYTES) throw new AppError('FILE_UNREADABLE', `${file} has ${size} bytes; a card or results file holds one meeting in at most ${LARGEST_BYTES} bytes. Split it by meeting.`)
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof AppError) throw error
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`
    throw new AppError('FILE_UNREADABLE', `${file} ${reason}. Give the path of a JSON file.`, { cause: error })
  }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null).map(([key, part]) => [key, withoutNulls(part)]))
}
