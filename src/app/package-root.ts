import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const find = (folder: string): string => existsSync(join(folder, 'package.json')) || dirname(folder) === folder ? folder : find(dirname(folder))

/** The folder of racegraph's own package.json, whether run from src/ or from dist/src/. */
export const packageRoot = find(__dirname)

export const packageVersion = (): string => (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { readonly version: string }).version
