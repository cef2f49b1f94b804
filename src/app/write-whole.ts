import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../domain/errors'
import { unfinishedFile } from '../storage/tables/unfinished-file'

/** Writes files so that each is there whole or as it was before; folders are made. @throws AppError BAD_USER_INPUT when nothing can be written there */
export function writeWhole(files: ReadonlyMap<string, string>): void {
  const parts = [...files].map(([path, text]) => {
    try { mkdirSync(dirname(path), { recursive: true }) } catch (error) {
      throw new AppError('BAD_USER_INPUT', `${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'no folder can be made there'}): name another place, or see that you may write there.`, { cause: error })
    }
    const part = unfinishedFile(path)
    return { part, text }
  })
  try {
    for (const { part, text } of parts) writeFileSync(part.path, text)
    for (const { part } of parts) part.keep()
  } finally { for (const { part } of parts) part.drop() }
}
