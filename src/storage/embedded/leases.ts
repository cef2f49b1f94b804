import { chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isAlive, processMark } from './processes'

/**
 * One file `<pid>` for each process that uses the server. It holds the process's mark, so that a pid that was
 * given out again after a crash or a reboot does not count. Call these under the folder lock.
 */
export const takeLease = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  if (process.getuid?.() === 0) giveToOwner(folder, statSync(dirname(folder)))
  writeFileSync(join(folder, String(process.pid)), processMark(process.pid))
}

/** What root makes in a normal user's folder must stay usable to that user. */
export const giveToOwner = (path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void => {
  if (statSync(path).uid !== uid) chownSync(path, uid, gid)
}

export const dropLease = (folder: string): void => { rmSync(join(folder, String(process.pid)), { force: true }) }

/** Pids of the other living processes that hold a lease. Leases of dead ones are removed. */
export const otherLeases = (folder: string): readonly number[] => {
  const alive: number[] = []
  for (const name of readdirSync(folder, { encoding: 'utf8' })) {
    const pid = Number(name)
    if (pid === process.pid) continue
    if (Number.isInteger(pid) && isAlive(pid) && readFileSync(join(folder, name), 'utf8') === processMark(pid)) alive.push(pid)
    else rmSync(join(folder, name), { force: true })
  }
  return alive
}
