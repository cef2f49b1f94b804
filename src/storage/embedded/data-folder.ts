import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import type { Binaries } from './binaries'
import type { Identity } from './identity'

export const ROLE = 'racegraph'
/** The major version whose data folders the embedded programs read. */
export const MAJOR = '18'

const startAfresh = (root: string): string => `move or delete ${root} to begin with an empty database (import again afterwards), or set DATABASE_URL`

export const isDiskFull = (text: string): boolean => /No space left on device|ENOSPC|Disk quota exceeded/.test(text)
export const diskFull = (folder: string, cause?: unknown): AppError => new AppError('DATABASE_BROKEN', `The disk that holds ${folder} is full: free some space (500 MB is comfortable) and start again, or set RACEGRAPH_HOME to a folder on another disk.`, { cause })

/** Refuses what is not a data folder of ours, with what to do. */
export const checkDataFolder = (root: string, data: string): void => {
  let version: string
  try { version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim() } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'has no PG_VERSION file' : 'cannot be read'
    throw new AppError('DATABASE_BROKEN', `The database folder ${data} is broken (it ${why}): ${startAfresh(root)}.`, { cause })
  }
  if (version !== MAJOR) throw new AppError('DATABASE_BROKEN', `The database folder ${data} was made by PostgreSQL ${version || '(unknown)'} and this is PostgreSQL ${MAJOR}: ${startAfresh(root)}.`)
  if (!existsSync(join(data, 'global', 'pg_control'))) throw new AppError('DATABASE_BROKEN', `The database folder ${data} is broken (global/pg_control is missing): ${startAfresh(root)}.`)
}

/** Reads the password of the server's one role; makes it when there is no database yet. Mode 0600. */
export const readPassword = (root: string, data: string): string => {
  const file = join(root, 'password')
  if (existsSync(file)) {
    const password = readFileSync(file, 'utf8').trim()
    if (password !== '') return password
  }
  if (existsSync(data)) throw new AppError('DATABASE_BROKEN', `The password file ${file} is missing or empty, so the database beside it cannot be opened: put it back, or ${startAfresh(root)}.`)
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

const run = (program: string, args: readonly string[], identity: Identity): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const [command = program, ...rest] = [...identity.prefix, program, ...args]
    const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C' }, ...(identity.uid === undefined ? {} : { uid: identity.uid, gid: identity.gid }) })
    let output = ''
    const collect = (chunk: Buffer): void => { output += chunk.toString() }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', reject)
    child.once('close', (code) => { resolve({ code, output }) })
  })

export interface NewDataFolder { readonly root: string; readonly data: string; readonly binaries: Binaries; readonly identity: Identity; /** False: not worth surviving a power cut, for tests. */ readonly durable: boolean }

/**
 * Makes the data folder in a temporary one beside it and renames it when it is whole, so that an interrupted
 * first start leaves nothing that looks like a database.
 */
export const createDataFolder = async ({ root, data, binaries, identity, durable }: NewDataFolder): Promise<void> => {
  for (const name of readdirSync(root)) if (name.startsWith('data.new.')) rmSync(join(root, name), { recursive: true, force: true })
  const fresh = join(root, `data.new.${process.pid}`)
  if (identity.uid !== undefined) for (const path of [root, join(root, 'password')]) chownSync(path, identity.uid, identity.gid ?? identity.uid)
  const { code, output } = await run(binaries.initdb, [
    '-D', fresh, '-U', ROLE, `--pwfile=${join(root, 'password')}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', ...(durable ? [] : ['--no-sync']),
  ], identity)
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    if (isDiskFull(output)) throw diskFull(root)
    const reason = output.split('\n').find((line) => /error|fatal/i.test(line))?.trim() ?? output.trim().split('\n').at(-1) ?? `exit code ${code}`
    throw new AppError('DATABASE_BROKEN', `The database in ${root} could not be made (${reason}): mend that, or set RACEGRAPH_HOME to another folder, or set DATABASE_URL.`)
  }
  renameSync(fresh, data)
  syncFolder(root)
}

const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try { fsyncSync(handle) } finally { closeSync(handle) }
}
