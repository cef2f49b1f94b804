import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../domain/errors'

/** How PostgreSQL's programs are started: words before the program, and the user it runs as. */
export interface Identity { readonly prefix: readonly string[]; readonly uid?: number; readonly gid?: number }

const NOBODY = 65534

/** Users with a name: initdb refuses a number that has none. */
const namedUsers = (): readonly number[] => {
  try { return readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => Number(line.split(':')[2])).filter((uid) => Number.isInteger(uid) && uid > 0) } catch { return [] }
}
const namespaceAs = (uid: number): readonly string[] => ['unshare', '--user', `--map-user=${uid}`, `--map-group=${uid}`, '--']
/** The words that start a program in a user namespace in which we are somebody with a name; null where the machine forbids that. */
export const findNamespace = (): readonly string[] | null => {
  const users = namedUsers()
  const uid = users.includes(NOBODY) ? NOBODY : users[0]
  if (uid === undefined) return null
  const [command = '', ...rest] = namespaceAs(uid)
  return spawnSync(command, [...rest, 'true'], { stdio: 'ignore' }).status === 0 ? [command, ...rest] : null
}

/** Asked as that user, since only the kernel knows all the rules. */
const mayUse = (folder: string, program: string, uid: number, gid: number): boolean =>
  spawnSync('sh', ['-c', 'cd "$1" && [ -x "$2" ]', 'sh', folder, program], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0

const statOf = (path: string): { readonly uid: number; readonly gid: number } | null => {
  try { return statSync(path) } catch { return null }
}

export interface IdentityQuestion {
  /** The folder that holds PostgreSQL's data folder; exists. */
  readonly folder: string
  /** PostgreSQL's data folder, which may not exist yet. */
  readonly data: string
  readonly program: string
  readonly uid: number | undefined
  readonly findNamespace: () => readonly string[] | null
}

const asNormalUser = ({ data, uid, findNamespace: find }: IdentityQuestion): Identity => {
  const owner = statOf(data)?.uid
  if (owner !== undefined && uid !== undefined && owner !== uid) {
    throw new AppError('DATABASE_BROKEN', `The database in ${data} belongs to user ${owner}, not to you (user ${uid}): run racegraph as that user, or set RACEGRAPH_HOME to a folder of your own, or set DATABASE_URL.`)
  }
  if (uid === undefined || process.platform !== 'linux' || namedUsers().includes(uid) || owner !== undefined) return { prefix: [] }
  // A container run with --user and a number of no name; names may also come from LDAP, so failing is left to initdb.
  return { prefix: find() ?? [] }
}

/**
 * PostgreSQL refuses to run as root. As root it therefore runs in a user namespace where root is somebody else, or, where
 * the machine forbids namespaces, as `nobody`; in a folder of another user's it runs as its owner. docs/adr/0002.
 */
export const chooseIdentity = (question: IdentityQuestion): Identity => {
  const { folder, data, program, uid } = question
  if (uid !== 0) return asNormalUser(question)
  const owner = statOf(data) ?? statOf(folder) ?? { uid: 0, gid: 0 }
  const prefix = owner.uid === 0 ? question.findNamespace() : null
  if (prefix !== null) return { prefix }
  const isNew = statOf(data) === null
  const runAs = owner.uid === 0 && isNew ? { uid: NOBODY, gid: NOBODY } : owner
  if (runAs.uid === 0 || !mayUse(isNew ? dirname(folder) : folder, program, runAs.uid, runAs.gid)) {
    throw new AppError('DATABASE_BROKEN', `PostgreSQL cannot run as root here (this machine forbids user namespaces and other users may not enter ${folder}): run racegraph as a normal user, or set RACEGRAPH_HOME to a folder that everyone may enter, or set DATABASE_URL.`)
  }
  return { prefix: [], uid: runAs.uid, gid: runAs.gid }
}

/** Refuses a folder that this process may not write to. */
export const assertWritable = (folder: string): void => {
  try { accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK) } catch (cause) {
    throw new AppError('DATABASE_BROKEN', `The folder ${folder} cannot be read and written by you: mend its permissions, or set RACEGRAPH_HOME to another folder, or set DATABASE_URL.`, { cause })
  }
}
