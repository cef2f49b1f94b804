import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const SHARED = resolve(__dirname, '..', '..', '..', 'shared')

/** The folder `../shared/<name>` beside the repository, or null (said loudly) where it is not. */
export const sharedData = (name: string): string | null => {
  const folder = join(SHARED, name)
  if (existsSync(folder)) return folder
  process.stderr.write(`\n*** ../shared/${name} is not there: tests that need it DO NOT RUN ***\n`)
  return null
}

/** A describe block over `../shared/<name>`. Where that is absent its tests are listed as not run at the end of the run. */
export const describeWithShared = (name: string, title: string, body: (folder: string) => void): void => {
  const folder = sharedData(name)
  if (folder === null) describe.skip(`[not run: ../shared/${name} is not there] ${title}`, () => { body(join(SHARED, name)) })
  else describe(title, () => { body(folder) })
}
