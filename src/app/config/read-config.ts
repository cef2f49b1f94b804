import { isAbsolute, join, resolve } from 'node:path'
import type { z } from 'zod'
import { AppError } from '../../domain/errors'
import { nearestWord } from '../../imports/cards/nearest-word'
import { packageRoot } from '../package-root'
import type { Setting } from './define'
import { isSecretFile, secretOf } from './secret-file'
import { SETTINGS } from './settings'

export type SettingName = keyof typeof SETTINGS
/** Every setting under its own name, checked and in its type; RACEGRAPH_HOME is an absolute path. */
export type Config = { readonly [K in SettingName]: z.output<(typeof SETTINGS)[K]['schema']> }
export type Environment = Readonly<Record<string, string | undefined>>

const shown = (setting: Setting<unknown>, value: string): string => setting.secret ? 'set, but not right' : JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}...` : value)
const problem = (name: string, setting: Setting<unknown>, value: string): string =>
  `${name} is ${shown(setting, value)}: it must be ${setting.rule}${setting.defaultText === undefined ? '; unset it to do without' : ` (default ${setting.defaultText})`}`

const PREFIX = 'RACEGRAPH_'
/** RACEGRAPH_ variables are ours alone, so one that we do not know is a slip of the pen. */
const unknownNames = (env: Environment): readonly string[] => Object.keys(env)
  .filter((name) => name.startsWith(PREFIX) && !(name in SETTINGS) && !isSecretFile(name))
  .map((name) => {
    const near = nearestWord(name.slice(PREFIX.length), Object.keys(SETTINGS).filter((known) => known.startsWith(PREFIX)).map((known) => known.slice(PREFIX.length)))
    return `${name} is not a setting: ${near === null ? 'unset it; "racegraph config" lists those that are' : `use ${PREFIX}${near}`}`
  })

const homeOf = (value: string | undefined): string => {
  if (value === undefined) return join(packageRoot, '.racegraph')
  return isAbsolute(value) ? value : resolve(value)
}

/** Reads and checks the environment. An empty variable counts as unset. @throws AppError CONFIG_INVALID, one line for everything that is wrong */
export const readConfig = (env: Environment): Config => {
  const problems = [...unknownNames(env)]
  const isProduction = env['NODE_ENV']?.trim() === 'production'
  const entries = (Object.entries(SETTINGS) as [SettingName, Setting<unknown>][]).map(([name, setting]) => {
    const secret = secretOf(name, env)
    if (secret.problem !== undefined) problems.push(secret.problem)
    const value = env[name]?.trim() || secret.value || (isProduction ? setting.inProduction : undefined)
    const parsed = setting.schema.safeParse(value)
    if (!parsed.success) problems.push(problem(name, setting, value ?? ''))
    return [name, parsed.data] as const
  })
  if (problems.length > 0) throw new AppError('CONFIG_INVALID', `${problems.join('. ')}.`)
  return { ...Object.fromEntries(entries), RACEGRAPH_HOME: homeOf(env['RACEGRAPH_HOME']?.trim() || undefined) } as Config
}
