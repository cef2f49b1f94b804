import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { AppError } from '../../domain/errors'
import { isAlive, processMark, waitUntil } from './processes'

const holderOf = (file: string): { pid: number; mark: string } | null => {
  try {
    const [pid = '', mark = ''] = readFileSync(file, 'utf8').split('\n')
    return { pid: Number(pid), mark }
  } catch { return null }
}
const isHeld = (holder: { pid: number; mark: string }): boolean => isAlive(holder.pid) && processMark(holder.pid) === holder.mark

/** One attempt. A lock whose holder died is moved aside first; the rename lets only one of several contenders do it. */
export const tryLock = (file: string): boolean => {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, `${process.pid}\n${processMark(process.pid)}\n`, { mode: 0o600 })
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const holder = holderOf(file)
    if (holder !== null && !isHeld(holder)) clearStale(file, holder.pid)
    return false
  } finally { rmSync(mine, { force: true }) }
}
const clearStale = (file: string, deadPid: number): void => {
  const aside = `${file}.stale.${process.pid}`
  try { renameSync(file, aside) } catch { return }
  const moved = holderOf(aside)
  if (moved !== null && moved.pid !== deadPid && isHeld(moved)) { try { linkSync(aside, file) } catch { /* taken again meanwhile */ } }
  rmSync(aside, { force: true })
}

let tail: Promise<unknown> = Promise.resolve()
/** Runs `body` while no other process (and nothing else in this one) holds `file`. Waits up to a minute. */
export const withFolderLock = <T>(file: string, body: () => Promise<T>, doing = 'starting or stopping PostgreSQL'): Promise<T> => {
  const run = async (): Promise<T> => {
    if (!await waitUntil(() => tryLock(file), 60_000, 40)) {
      throw new AppError('DATABASE_BROKEN', `Another racegraph command (pid ${holderOf(file)?.pid ?? '?'}) has been ${doing} for a minute: stop it, or delete ${file} if there is none.`)
    }
    try { return await body() } finally { rmSync(file, { force: true }) }
  }
  const result = tail.then(run, run)
  tail = result.catch(() => undefined)
  return result
}
