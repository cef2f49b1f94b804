import { spawnSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../domain/errors'

/** How PostgreSQL's programs are started: words before the program, and the user it runs as. */
export interface Identity { readonly prefix: readonly string[]; readonly uid?: number; readonly gid?: number }

const AS_OURSELVES: Identity = { prefix: [] }
const NAMESPACE: Identity = { prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] }
const NOBODY = 65534

export const canUnshare = (): boolean => spawnSync('unshare', ['--user', '--map-user=1000', '--map-group=1000', '--', 'true'], { stdio: 'ignore' }).status === 0

const mayEnter = (path: string): boolean => {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (dirname(folder) === folder) return true
  }
}
const ownerOf = (path: string): number | null => {
  try { return statSync(path).uid } catch { return null }
}

export interface IdentityQuestion {
  /** The folder that holds PostgreSQL's data folder; exists. */
  readonly folder: string
  /** PostgreSQL's data folder, which may not exist yet. */
  readonly data: string
  readonly program: string
  readonly uid: number | undefined
  readonly unshareWorks: () => boolean
}

/**
 * PostgreSQL refuses to run as root. As root it therefore runs in a user namespace where root is uid 1000, or, where
 * the machine forbids namespaces, as `nobody`; a data folder of another user's runs as its owner. docs/adr/0002.
 */
export const chooseIdentity = ({ folder, data, program, uid, unshareWorks }: IdentityQuestion): Identity => {
  const owner = ownerOf(data)
  if (uid !== 0) {
    if (owner !== null && uid !== undefined && owner !== uid) {
      throw new AppError('DATABASE_BROKEN', `The database in ${data} belongs to user ${owner}, not to you (user ${uid}): run racegraph as that user, or set RACEGRAPH_HOME to a folder of your own, or set DATABASE_URL.`)
    }
    return AS_OURSELVES
  }
  if ((owner === null || owner === 0) && unshareWorks()) return NAMESPACE
  const runAs = owner ?? NOBODY
  if (runAs === 0 || !mayEnter(folder === data ? folder : dirname(folder)) || !mayEnter(dirname(program))) {
    throw new AppError('DATABASE_BROKEN', `PostgreSQL cannot run as root here (this machine forbids user namespaces and other users may not enter ${folder}): run racegraph as a normal user, or set RACEGRAPH_HOME to a folder that everyone may enter, or set DATABASE_URL.`)
  }
  return { prefix: [], uid: runAs, gid: owner === null ? NOBODY : statSync(data).gid }
}

/** Refuses a folder that this process may not write to. */
export const assertWritable = (folder: string): void => {
  try { accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK) } catch (cause) {
    throw new AppError('DATABASE_BROKEN', `The folder ${folder} cannot be read and written by you: mend its permissions, or set RACEGRAPH_HOME to another folder, or set DATABASE_URL.`, { cause })
  }
}
