import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of /proc on Linux are hundredths of a second whatever the kernel's own rate. */
const MS_PER_TICK = 10

interface Stat { readonly parent: number; readonly ms: number }

/** CPU time of a process, its threads, and its children that have ended. */
const statOf = (pid: number | string): Stat | null => {
  let text: string
  try { text = readFileSync(`/proc/${pid}/stat`, 'utf8') } catch { return null }
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number)
  const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + (fields[i] ?? 0), 0)
  return { parent: fields[1] ?? 0, ms: ticks * MS_PER_TICK }
}

/** Null when there is no such process on this machine. */
export const parentOf = (pid: number): number | null => statOf(pid)?.parent ?? null

/** CPU milliseconds that `root` and everything under it have used since they began, processes that have ended included. */
export const cpuOfTree = (root: number): number => {
  const stats = new Map<number, Stat>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : null
    if (stat !== null) stats.set(Number(name), stat)
  }
  const under = (pid: number): boolean => pid === root || (stats.has(pid) && under(stats.get(pid)?.parent ?? 0))
  return [...stats].reduce((sum, [pid, { ms }]) => (under(pid) ? sum + ms : sum), 0)
}

/** Resident memory of one process in MB. */
export const rssMb = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
