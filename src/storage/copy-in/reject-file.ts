import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RejectSink } from '../../usecases/ports'

/** Writes each reject as a line of JSON to `path`, which comes to be with the first. */
export const rejectFile = (path: string): RejectSink => {
  let file: number | null = null
  let written = false
  return {
    add: (reject) => {
      if (file === null) {
        mkdirSync(dirname(path), { recursive: true })
        file = openSync(path, 'w')
        written = true
      }
      writeSync(file, `${JSON.stringify(reject)}\n`)
    },
    close: () => {
      if (file !== null) closeSync(file)
      file = null
      return Promise.resolve(written ? path : null)
    },
  }
}
