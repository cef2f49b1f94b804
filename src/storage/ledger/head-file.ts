import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import type { LedgerHead, SqlRunner } from '../../usecases/ports'
import { readHash, readHead } from './read-entries'

type KeptHead = LedgerHead & { readonly entries: number }
/** `RACEGRAPH_HOME/ledger-head.json`: the newest entry as it was last seen, outside of the database. */
export const headFile = (home: string): string => join(home, 'ledger-head.json')

const isHead = (value: unknown): value is KeptHead => {
  const { entries, hash } = (value ?? {}) as Partial<KeptHead>
  return Number.isInteger(entries) && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)
}
/** Null when none was kept yet. @throws AppError FILE_UNREADABLE when the file is not what was written */
export function keptHead(home: string): KeptHead | null {
  const file = headFile(home)
  let text: string
  try { text = readFileSync(file, 'utf8') } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new AppError('FILE_UNREADABLE', `${file} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}): see that you may read it.`, { cause })
  }
  let head: unknown
  try { head = JSON.parse(text) } catch { head = null }
  if (!isHead(head)) throw new AppError('FILE_UNREADABLE', `${file} does not hold the head of a ledger: restore it from a copy, or move it away to begin anew.`)
  return head
}
function write(home: string, { entries, hash }: KeptHead): void {
  const file = headFile(home)
  const making = `${file}.${process.pid}.tmp`
  mkdirSync(home, { recursive: true })
  writeFileSync(making, `${JSON.stringify({ entries, hash })}\n`)
  renameSync(making, file)
}

/** Writes the newest entry down when the one that was kept is still in the ledger. False: it is not, and the file stays as it was. */
export async function keepHead(db: SqlRunner, home: string): Promise<boolean> {
  const kept = keptHead(home)
  const head = await readHead(db)
  if (kept !== null && (head === null || head.entries < kept.entries || (await readHash(db, kept.entries)) !== kept.hash)) return false
  if (head !== null && head.hash !== kept?.hash) write(home, head)
  return true
}
