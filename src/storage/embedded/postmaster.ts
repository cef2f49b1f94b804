import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import type { Binaries } from './binaries'
import { diskFull, isDiskFull } from './data-folder'
import type { Identity } from './identity'
import { giveToOwner } from './leases'
import { commandLine, isAlive, waitUntil } from './processes'

/** A PostgreSQL server that runs on a data folder. */
export interface Postmaster { readonly pid: number; readonly port: number; readonly ready: boolean }
/** `postgresql.conf` names and values; the embedded server's own are in `SETTINGS`. */
export type Settings = Readonly<Record<string, string>>

/** For a small machine that PostgreSQL shares with Node: little memory, no parallel workers, no compilation. Commits are durable. */
export const SETTINGS: Settings = {
  shared_buffers: '256MB', effective_cache_size: '1GB', work_mem: '16MB', maintenance_work_mem: '128MB', max_connections: '60',
  jit: 'off', max_parallel_workers_per_gather: '0', random_page_cost: '1.1', io_method: 'sync',
  wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '2GB', checkpoint_timeout: '15min', synchronous_commit: 'on',
  listen_addresses: '127.0.0.1', unix_socket_directories: '', password_encryption: 'scram-sha-256',
  timezone: 'UTC', log_timezone: 'UTC', log_min_messages: 'warning', log_checkpoints: 'off',
}

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const probe = createServer()
  probe.once('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0) })
  })
})

const lockFile = (data: string): string => join(data, 'postmaster.pid')

/** The server that runs on `data`, from its postmaster.pid; null when none does, or when it has not yet written all of the file. */
export const findPostmaster = (data: string): Postmaster | null => {
  let lines: readonly string[]
  try { lines = readFileSync(lockFile(data), 'utf8').split('\n') } catch { return null }
  const pid = Math.abs(Number(lines[0]))
  if (!Number.isInteger(pid) || pid <= 0) return null
  const command = isAlive(pid) ? commandLine(pid) : ''
  if (command !== null && !(command.includes('postgres') && command.includes(data))) return null
  return { pid, port: Number(lines[3] ?? 0), ready: (lines[7] ?? '').trim() === 'ready' }
}

/** Takes away the postmaster.pid that a crash left behind, whose pid may now belong to another program: PostgreSQL itself would refuse to start. Only while no server is starting. */
export const forgetCrashed = (data: string): void => {
  if (findPostmaster(data) === null) rmSync(lockFile(data), { force: true })
}

const logSince = (file: string, from: number): string => {
  try { return readFileSync(file).subarray(from).toString() } catch { return '' }
}
const sizeOf = (file: string): number => { try { return statSync(file).size } catch { return 0 } }

const TRANSIENT = /could not bind|pre-existing shared memory block|lock file "postmaster.pid" already exists|Address already in use/

const explain = (root: string, log: string): AppError => {
  if (isDiskFull(log)) return diskFull(root)
  const reason = /(?:FATAL|PANIC): +(.*)/.exec(log)?.[1] ?? log.trim().split('\n').at(-1) ?? ''
  return new AppError('DATABASE_BROKEN', `PostgreSQL did not start on ${root} (${reason || 'no reason given'}): see ${join(root, 'server.log')}; if the data cannot be mended, move or delete ${root} to begin with an empty database, or set DATABASE_URL.`)
}

export interface StartOptions { readonly root: string; readonly data: string; readonly binaries: Binaries; readonly identity: Identity; readonly settings: Settings }

/**
 * Starts a server in a process group of its own, so that Ctrl-C in the terminal reaches only Node, and waits until it
 * takes connections. Tries again when the port was taken meanwhile or a crashed server's processes are still ending.
 */
export const startPostmaster = async (options: StartOptions): Promise<Postmaster> => {
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptStart(options)
    if ('pid' in outcome) return outcome
    if (attempt >= 20 || !TRANSIENT.test(outcome.log)) throw explain(options.root, outcome.log)
    await waitUntil(() => false, 250)
  }
}

const attemptStart = async ({ root, data, binaries, identity, settings }: StartOptions): Promise<Postmaster | { readonly log: string }> => {
  const logFile = join(root, 'server.log')
  if (sizeOf(logFile) > 4_000_000) rmSync(logFile, { force: true })
  const from = sizeOf(logFile)
  const port = await freePort()
  const args = Object.entries({ ...SETTINGS, ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = binaries.postgres, ...rest] = [...identity.prefix, binaries.postgres, '-D', data, ...args]
  const log = openSync(logFile, 'a', 0o600)
  if (identity.uid !== undefined) giveToOwner(logFile, { uid: identity.uid, gid: identity.gid ?? identity.uid })
  const child = spawn(command, rest, { detached: true, stdio: ['ignore', log, log], cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C' }, ...(identity.uid === undefined ? {} : { uid: identity.uid, gid: identity.gid }) })
  closeSync(log)
  let ended = false
  child.once('error', () => { ended = true })
  child.once('exit', () => { ended = true })
  child.unref()
  let found: Postmaster | null = null
  // Recovery after a crash can take long; only the end of the process is a failure.
  const settled = await waitUntil(() => ended || ((found = findPostmaster(data)) !== null && found.ready && found.pid === child.pid), 600_000)
  if (settled && !ended && found !== null) return found
  if (!ended) child.kill('SIGINT')
  return { log: logSince(logFile, from) }
}

/** Fast shutdown: open transactions are rolled back. Resolves when the process is gone. */
export const stopPostmaster = async (pid: number): Promise<void> => {
  const signal = (name: NodeJS.Signals): void => { try { process.kill(pid, name) } catch { /* gone already */ } }
  signal('SIGINT')
  if (await waitUntil(() => !isAlive(pid), 60_000)) return
  signal('SIGQUIT')
  await waitUntil(() => !isAlive(pid), 10_000)
}
