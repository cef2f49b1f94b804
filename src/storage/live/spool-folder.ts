import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import { tryLock } from '../embedded/folder-lock'

/** Processes on one machine that may share a folder of spools, each with a numbered folder of its own. */
const MOST_PROCESSES = 64
const LOCK = 'lock'
const SEGMENT = /^(\d{10})\.seg$/

/** The numbered folder of this process. */
export interface SpoolFolder {
  readonly path: string
  /** Takes over what processes that died have left in theirs: how many segments. */
  adopt(): number
  /** Names of segments, oldest first. */
  segments(): readonly string[]
  /** Of a segment that is not there yet. */
  freshName(): string
  release(): void
}

/** Twice: a lock whose holder died is cleared by the first attempt. */
const lock = (folder: string): boolean => tryLock(join(folder, LOCK)) || tryLock(join(folder, LOCK))

/** Takes the first numbered folder in `root` that no living process has. @throws AppError CONFIG_INVALID when all are taken or none can be made */
export function takeSpoolFolder(root: string): SpoolFolder {
  for (let number = 1; number <= MOST_PROCESSES; number++) {
    const path = join(root, String(number))
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      if (lock(path)) return spoolFolder(root, number)
    } catch (cause) {
      throw new AppError('CONFIG_INVALID', `Ticks cannot be kept in ${path} (${(cause as NodeJS.ErrnoException).code ?? String(cause)}): set RACEGRAPH_HOME to a folder that this process may write to.`, { cause })
    }
  }
  throw new AppError('CONFIG_INVALID', `${MOST_PROCESSES} processes keep ticks in ${root} already: give this one another RACEGRAPH_HOME.`)
}

function spoolFolder(root: string, number: number): SpoolFolder {
  const path = join(root, String(number))
  const names = (folder: string): readonly string[] => readdirSync(folder).filter((name) => SEGMENT.test(name)).sort()
  let last = Number(SEGMENT.exec(names(path).at(-1) ?? '')?.[1] ?? 0)
  const freshName = (): string => `${String(++last).padStart(10, '0')}.seg`
  const takeFrom = (other: string): number => {
    if (names(other).length === 0 || !lock(other)) return 0
    try {
      const left = names(other)
      for (const name of left) renameSync(join(other, name), join(path, freshName()))
      return left.length
    } finally { rmSync(join(other, LOCK), { force: true }) }
  }
  return {
    path, freshName,
    segments: () => names(path),
    adopt: () => readdirSync(root).filter((name) => /^\d{1,2}$/.test(name) && Number(name) !== number).reduce((count, name) => count + takeFrom(join(root, name)), 0),
    release: () => { rmSync(join(path, LOCK), { force: true }) },
  }
}

/** Makes names of files that were made or moved outlast a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try { await handle.sync() } finally { await handle.close() }
}
