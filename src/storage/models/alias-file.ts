import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import { ALIAS_FILE } from '../../models/artefact/card-schema'
import type { Alias } from '../../models/artefact/card'
import type { AliasHistory } from '../../usecases/ports'
import { withFolderLock } from '../embedded/folder-lock'
import { codeOf } from './artefact-folder'

export type Aliases = Partial<Record<Alias, AliasHistory>>
const FILE = 'aliases.json'

/** What stands in a folder's `aliases.json`; none when there is no such file. @throws AppError CONFIG_INVALID when it cannot be read */
export async function readAliases(folder: string): Promise<Aliases> {
  const path = join(folder, FILE)
  const broken = (problem: string, cause: unknown): AppError => new AppError('CONFIG_INVALID', `${path} ${problem}: put it right, or delete it and say again what the aliases mean ("racegraph models promote <model> --as champion").`, { cause })
  let text: string
  try { text = await readFile(path, 'utf8') } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return {}
    throw broken(`cannot be read (${codeOf(error)})`, error)
  }
  let json: unknown
  try { json = JSON.parse(text) } catch (error) { throw broken('is no JSON', error) }
  const read = ALIAS_FILE.safeParse(json)
  if (!read.success) throw broken(`is wrong at ${read.error.issues[0]?.path.join('.') || 'the top'}`, read.error)
  return read.data as Aliases
}

/** Changes `aliases.json` while nobody else does; whoever reads meanwhile sees it before or after. @throws AppError BAD_USER_INPUT when it cannot be written */
export const changeAliases = async (folder: string, change: (aliases: Aliases) => Promise<Aliases>): Promise<void> => {
  const unfinished = join(folder, `.${FILE}.${process.pid}`)
  try {
    await mkdir(folder, { recursive: true })
    await withFolderLock(join(folder, '.aliases.lock'), async () => {
      const changed = await change(await readAliases(folder))
      const handle = await open(unfinished, 'w')
      try { await handle.writeFile(`${JSON.stringify(changed, null, 1)}\n`); await handle.sync() } finally { await handle.close() }
      await rename(unfinished, join(folder, FILE))
    }, 'changing aliases of models')
  } catch (error) {
    if (codeOf(error) === '' || error instanceof AppError) throw error
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw unwritable(folder, error)
  }
}
const unwritable = (folder: string, error: unknown): AppError =>
  new AppError('BAD_USER_INPUT', `${join(folder, FILE)} cannot be written (${codeOf(error)}): see that you may write there, or name another folder by RACEGRAPH_MODELS.`, { cause: error })
