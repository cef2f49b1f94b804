import { readFileSync } from 'node:fs'
import type { Setting } from './define'
import { SETTINGS } from './settings'

const ENDING = '_FILE'
const settings: Readonly<Record<string, Setting<unknown>>> = SETTINGS

/** A secret may stand in a file that `<name>_FILE` names. Some have such a setting of their own, which is read where they are used. */
export const isSecretFile = (name: string): boolean => name.endsWith(ENDING) && !(name in settings) && settings[name.slice(0, -ENDING.length)]?.secret === true

/** What stands in the file of a secret, without the line break at its end; undefined where none is named. Neither the secret nor more than the path is in a problem. */
export function secretOf(name: string, env: Readonly<Record<string, string | undefined>>): { readonly value?: string; readonly problem?: string } {
  const from = `${name}${ENDING}`
  const path = isSecretFile(from) ? env[from]?.trim() : undefined
  if (!path) return {}
  if (env[name]?.trim()) return { problem: `${name} and ${from} are both set: unset one` }
  try {
    const value = readFileSync(path, 'utf8').trim()
    return value === '' ? { problem: `${from} names ${JSON.stringify(path)}, which is empty: unset it to do without` } : { value }
  } catch (error) {
    return { problem: `${from} names ${JSON.stringify(path)}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): name a file that this user may read` }
  }
}
