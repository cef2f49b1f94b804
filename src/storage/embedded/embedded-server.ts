import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { AppError } from '../../domain/errors'
import { findBinaries, type Binaries } from './binaries'
import { checkDataFolder, createDataFolder, diskFull, isDiskFull, readPassword, ROLE } from './data-folder'
import { withFolderLock } from './folder-lock'
import { assertWritable, chooseIdentity, findNamespace } from './identity'
import { dropLease, otherLeases, takeLease } from './leases'
import { findPostmaster, forgetCrashed, startPostmaster, stopPostmaster } from './postmaster'
import type { Postmaster, Settings } from './postmaster'
import { waitUntil } from './processes'

/** `close` gives up this process's use of the server; the last user stops it. It may be called more than once. */
export interface EmbeddedServer { readonly url: string; readonly pid: number; close(): Promise<void> }
export interface EmbeddedOptions {
  /** RACEGRAPH_HOME. Everything stands in `<home>/postgres/`. */
  readonly home: string
  readonly settings?: Settings
  /** Other programs than those in node_modules. */
  readonly binaries?: Binaries
  readonly findNamespace?: () => readonly string[] | null
}
const DATABASE = 'racegraph'

const makeRoot = (home: string): string => {
  const root = resolve(home, 'postgres')
  try { mkdirSync(root, { recursive: true, mode: 0o755 }) } catch (cause) {
    if (isDiskFull(String(cause))) throw diskFull(root, cause)
    throw new AppError('DATABASE_BROKEN', `The folder ${root} cannot be made (${(cause as Error).message}): mend that, or set RACEGRAPH_HOME to another folder, or set DATABASE_URL.`, { cause })
  }
  assertWritable(root)
  // One name for the folder whatever links lead to it: a running server is recognised by it.
  return realpathSync(root)
}

const runningOn = async (data: string): Promise<Postmaster | null> => {
  let running = findPostmaster(data)
  if (running === null) return null
  const settled = await waitUntil(() => (running = findPostmaster(data)) === null || running.ready, 120_000)
  if (!settled) throw new AppError('DATABASE_BROKEN', `The PostgreSQL that runs on ${data} (pid ${running.pid}) has not become ready in two minutes: stop it with "kill -INT ${running.pid}" and start again.`)
  return running
}

const startOrAdopt = async (root: string, data: string, options: EmbeddedOptions): Promise<Postmaster> => {
  if (existsSync(data)) checkDataFolder(root, data)
  const running = await runningOn(data)
  if (running !== null) return running
  forgetCrashed(data)
  const binaries = options.binaries ?? findBinaries()
  const identity = chooseIdentity({ folder: root, data, program: binaries.postgres, uid: process.getuid?.(), findNamespace: options.findNamespace ?? findNamespace })
  const settings = options.settings ?? {}
  if (!existsSync(data)) await createDataFolder({ root, data, binaries, identity, durable: settings['fsync'] !== 'off' })
  return startPostmaster({ root, data, binaries, identity, settings })
}

const ensureDatabase = async (base: string, root: string): Promise<void> => {
  const client = new Client({ connectionString: `${base}/postgres`, connectionTimeoutMillis: 20_000 })
  try {
    await client.connect()
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } catch (cause) {
    const text = (cause as Error).message
    if (isDiskFull(text)) throw diskFull(root, cause)
    throw new AppError('DATABASE_BROKEN', `The database in ${root} cannot be opened (${text}): see ${join(root, 'server.log')}; move or delete ${root} to begin with an empty database, or set DATABASE_URL.`, { cause })
  } finally { await client.end().catch(() => undefined) }
}

/** Uses of the same folder inside this process share its lease. */
const uses = new Map<string, number>()

/**
 * PostgreSQL of our own in `<home>/postgres`: made on first use, started when it does not run, shared with other
 * racegraph commands through one lease file each. A server that a killed command left running is adopted.
 */
export const openEmbeddedServer = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const root = makeRoot(options.home)
  const data = join(root, 'data')
  const leases = join(root, 'leases')
  const lock = join(root, 'lock')
  const release = (pid: number): Promise<void> => withFolderLock(lock, async () => {
    const left = (uses.get(root) ?? 1) - 1
    uses.set(root, left)
    if (left > 0) return
    dropLease(leases)
    if (otherLeases(leases).length === 0) await stopPostmaster(pid)
  })
  return withFolderLock(lock, async () => {
    const password = readPassword(root, data)
    const { pid, port } = await startOrAdopt(root, data, options)
    takeLease(leases)
    uses.set(root, (uses.get(root) ?? 0) + 1)
    const base = `postgresql://${ROLE}:${password}@127.0.0.1:${port}`
    try { await ensureDatabase(base, root) } catch (error) {
      uses.set(root, (uses.get(root) ?? 1) - 1)
      dropLease(leases)
      if (otherLeases(leases).length === 0) await stopPostmaster(pid)
      throw error
    }
    let closing: Promise<void> | undefined
    return { url: `${base}/${DATABASE}`, pid, close: () => closing ??= release(pid) }
  })
}
