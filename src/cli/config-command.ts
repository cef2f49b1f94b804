import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { configMarkdown, settingsInForce } from '../app/config/describe-config'
import type { SettingInForce } from '../app/config/describe-config'
import { readConfig } from '../app/config/read-config'
import { examples } from './examples'
import type { CliContext } from './cli-context'

const shown = (value: unknown): string => {
  if (value === null || (Array.isArray(value) && value.length === 0)) return '(unset)'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return Array.isArray(value) ? value.join(',') : String(value)
}
const line = ({ name, value, from, description }: SettingInForce): string => `${from === 'environment' ? '*' : ' '} ${name}=${shown(value)}\n      ${description}`

export const addConfig = (program: Command, { env, output }: CliContext): void => {
  const command = program.command('config')
    .description('Check the environment and show every setting in force, secrets hidden. * marks what the environment sets.')
    .option('--json', 'print the settings as JSON')
    .option('--markdown', 'print the reference instead: docs/configuration.md')
    .option('--out <file>', 'write to a file')
    .action(({ json = false, markdown = false, out }: { json?: boolean; markdown?: boolean; out?: string }) => {
      const write = (text: string): void => { if (out === undefined) output.answer(text); else writeFileSync(out, text) }
      if (markdown) { write(configMarkdown()); return }
      const settings = settingsInForce(readConfig(env), env)
      write(json ? `${JSON.stringify(settings, null, 2)}\n` : `${settings.map(line).join('\n')}\n`)
    })
  examples(command, [['npx racegraph config', 'what is in force'], ['PORT=80x npx racegraph config', 'what is wrong, with exit code 2']])
}
