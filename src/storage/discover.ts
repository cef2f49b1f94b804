import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

type Class = new (...args: never[]) => object
const isClass = (value: unknown): value is Class => typeof value === 'function' && value.prototype !== undefined

/** Every class exported by the modules directly in `folder`, in the order of their file names. */
export const classesIn = (folder: string): Class[] => {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts'))
    .sort()
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- named at run time, and import() would escape jest's module registry
    .flatMap((name) => Object.values(require(join(folder, name)) as object).filter(isClass))
}
