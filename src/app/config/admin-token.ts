import { readFileSync } from 'node:fs'
import { AppError } from '../../domain/errors'
import type { Config } from './read-config'

const LEAST = 16
/** Null where none is set. @throws AppError CONFIG_INVALID; the token is in no message */
export function adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: token, RACEGRAPH_ADMIN_TOKEN_FILE: file }: Pick<Config, 'RACEGRAPH_ADMIN_TOKEN' | 'RACEGRAPH_ADMIN_TOKEN_FILE'>): string | null {
  if (token !== null && file !== null) throw new AppError('CONFIG_INVALID', 'RACEGRAPH_ADMIN_TOKEN and RACEGRAPH_ADMIN_TOKEN_FILE are both set: unset one.')
  const found = file === null ? token : tokenIn(file)
  if (found !== null && !/^[\x21-\x7e]{16,}$/.test(found)) throw new AppError('CONFIG_INVALID', `${file === null ? 'RACEGRAPH_ADMIN_TOKEN' : 'the file of RACEGRAPH_ADMIN_TOKEN_FILE'} is no token: it must be ${LEAST} or more printable ASCII characters without spaces. "openssl rand -hex 24" makes one.`)
  return found
}
function tokenIn(path: string): string {
  try { return readFileSync(path, 'utf8').trim() } catch (cause) {
    throw new AppError('CONFIG_INVALID', `RACEGRAPH_ADMIN_TOKEN_FILE names ${JSON.stringify(path)}, which cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}): name a file that this user may read.`, { cause })
  }
}
