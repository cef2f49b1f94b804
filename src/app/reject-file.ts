import { createWriteStream, mkdirSync } from 'node:fs'
import type { WriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { RejectSink } from '../usecases/ports'

/** One JSON object a line in `<folder>/<name>-<instant>.jsonl`, made at the first reject. */
export const createRejectFile = (folder: string, name: string, now: Date): RejectSink => {
  const path = join(folder, `${name}-${now.toISOString().replace(/[:.]/g, '-')}.jsonl`)
  let file: WriteStream | null = null
  let failure: Error | null = null
  return {
    add: (reject) => {
      if (file === null) {
        mkdirSync(folder, { recursive: true })
        file = createWriteStream(path, { flags: 'a' })
        file.on('error', (error) => { failure = error })
      }
      file.write(`${JSON.stringify(reject)}\n`)
    },
    close: async () => {
      if (file === null) return null
      file.end()
      await finished(file).catch(() => undefined)
      if (failure !== null) throw failure as Error
      return path
    },
  }
}
