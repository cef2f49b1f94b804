import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import type { TrainingNotes } from '../../usecases/ports'
import { codeOf } from './artefact-folder'

/** Notes beyond this many go, the oldest first. */
const MOST = 200

/** Notes as files of one folder, each whole or not there. */
export function trainingNotes(folder: string): TrainingNotes {
  const pathOf = (digest: string): string => {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new RangeError('a note is kept under a SHA-256')
    return join(folder, `${digest}.fit`)
  }
  return {
    async read(digest) {
      try { return new Uint8Array(await readFile(pathOf(digest))) } catch (error) {
        if (codeOf(error) === 'ENOENT') return null
        throw error
      }
    },
    async write(digest, bytes) {
      const path = pathOf(digest)
      const unfinished = `${path}.${process.pid}.part`
      try {
        await mkdir(folder, { recursive: true })
        const handle = await open(unfinished, 'w')
        try { await handle.writeFile(bytes); await handle.sync() } finally { await handle.close() }
        await rename(unfinished, path)
        await forget(folder)
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined)
        if (codeOf(error) === '') throw error
        throw new AppError('BAD_USER_INPUT', `Training cannot keep notes in ${folder} (${codeOf(error)}): see that there is room and that you may write there, or name another folder by RACEGRAPH_HOME.`, { cause: error })
      }
    },
  }
}
async function forget(folder: string): Promise<void> {
  const names = await readdir(folder)
  if (names.length <= MOST) return
  const ages = await Promise.all(names.map(async (name) => ({ name, at: await stat(join(folder, name)).then(({ mtimeMs }) => mtimeMs, () => Infinity) })))
  for (const { name } of ages.sort((a, b) => a.at - b.at).slice(0, names.length - MOST)) await rm(join(folder, name), { force: true })
}
