import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../domain/errors'
import { codeOf } from './artefact-folder'

const wrap = (path: string, error: unknown): AppError => (error instanceof AppError ? error : new AppError('BAD_USER_INPUT', `${path} cannot be written (${codeOf(error)}): see that there is room and that you may write there, or name another folder by RACEGRAPH_HOME.`, { cause: error }))

/** A line of JSON a trial. A last line that a killed process left unfinished counts for nothing and is written over. */
export function trialFile<T extends { readonly number: number }>(path: string): { read(): Promise<readonly T[]>; append(trial: T): Promise<void> } {
  let whole = 0
  return {
    async read() {
      let text: string
      try { text = await readFile(path, 'utf8') } catch (error) {
        if (codeOf(error) === 'ENOENT') return []
        throw error
      }
      const trials: T[] = []
      whole = 0
      for (const line of text.split('\n').slice(0, -1)) {
        let trial: T
        try { trial = JSON.parse(line) as T } catch { break }
        if (trial.number !== trials.length) break
        trials.push(trial)
        whole += Buffer.byteLength(line) + 1
      }
      return trials
    },
    async append(trial) {
      try {
        await mkdir(dirname(path), { recursive: true })
        const handle = await open(path, whole === 0 ? 'w' : 'r+')
        try {
          const line = Buffer.from(`${JSON.stringify(trial)}\n`)
          await handle.truncate(whole)
          await handle.write(line, 0, line.length, whole)
          await handle.sync()
          whole += line.length
        } finally { await handle.close() }
      } catch (error) { throw wrap(path, error) }
    },
  }
}

/** One JSON document, whole or as it was before. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    const unfinished = `${path}.${process.pid}.part`
    const handle = await open(unfinished, 'w')
    try { await handle.writeFile(`${JSON.stringify(value, null, 1)}\n`); await handle.sync() } finally { await handle.close() }
    await rename(unfinished, path)
  } catch (error) { throw wrap(path, error) }
}
/** Null when there is none. @throws AppError CONFIG_INVALID when it is no JSON */
export async function readJson(path: string): Promise<unknown> {
  try { return JSON.parse(await readFile(path, 'utf8')) as unknown } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new AppError('CONFIG_INVALID', `${path} cannot be read: delete it and make it anew.`, { cause: error })
  }
}
