import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const procFile = (pid: number, name: string): string | null => {
  try { return readFileSync(`/proc/${pid}/${name}`, 'utf8') } catch { return null }
}
/** Fields of /proc/<pid>/stat from the state on: the command name before it may hold spaces and brackets. */
const statFields = (pid: number): readonly string[] | null => procFile(pid, 'stat')?.replace(/^.*\) /s, '').split(' ') ?? null

/** False for a zombie too: it holds nothing any more, though its parent has not collected it. */
export const isAlive = (pid: number): boolean => {
  try { process.kill(pid, 0) } catch (error) { if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false }
  return statFields(pid)?.[0] !== 'Z'
}

let bootId: string | undefined
/** Tells a process from a later one that got the same pid: boot and start time. Empty where there is no /proc. */
export const processMark = (pid: number): string => {
  const started = statFields(pid)?.[19]
  if (started === undefined) return ''
  try { bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() } catch { bootId = '' }
  return `${bootId} ${started}`
}

/** The command line of a process; null when it cannot be told. */
export const commandLine = (pid: number): string | null => {
  const fromProc = procFile(pid, 'cmdline')
  if (fromProc !== null) return fromProc.replaceAll('\0', ' ')
  if (process.platform === 'win32') return null
  try { return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) } catch { return null }
}

/** Resolves to true once `done` holds, to false after `timeoutMs`. */
export const waitUntil = async (done: () => boolean, timeoutMs: number, everyMs = 20): Promise<boolean> => {
  for (const end = Date.now() + timeoutMs; ;) {
    if (done()) return true
    if (Date.now() >= end) return false
    await new Promise((resolve) => { setTimeout(resolve, everyMs) })
  }
}
