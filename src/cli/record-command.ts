import type { Command } from 'commander'
import { systemClock } from '../app/clock'
import { readConfig } from '../app/config/read-config'
import { betfairSettingsOf } from '../app/live/betfair-settings'
import { recordBetfair } from '../app/live/record-betfair'
import { listenForStop } from '../app/stop-signals'
import { AppError } from '../domain/errors'
import { examples } from './examples'
import { EXIT } from './output'
import type { CliContext } from './cli-context'

interface Options { readonly out: string; readonly gzip?: boolean; readonly for?: string; readonly json?: boolean }

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 }
/** setTimeout can wait for 24 days. */
const LONGEST_MS = 24 * 86_400_000

/** Milliseconds of e.g. `90s`, `30m`, `12h`; null for no limit. */
const durationOf = (text: string | undefined): number | null => {
  if (text === undefined) return null
  const [, count = '', unit = ''] = /^(\d{1,7})([smh])$/.exec(text.trim()) ?? []
  const ms = Number(count) * (UNITS[unit] ?? 0)
  if (!(ms > 0 && ms <= LONGEST_MS)) throw new AppError('BAD_USER_INPUT', `--for is ${JSON.stringify(text)}: give a number of seconds, minutes or hours, such as 90s, 30m or 12h, up to 24 days.`)
  return ms
}

const run = async (cli: CliContext, options: Options): Promise<void> => {
  const duration = durationOf(options.for)
  const settings = betfairSettingsOf(readConfig(cli.env))
  if (settings === null) throw new AppError('CONFIG_INVALID', 'there is no Betfair feed to record: set BETFAIR_APP_KEY, BETFAIR_USERNAME and BETFAIR_PASSWORD (docs/betfair.md).')
  const stop = listenForStop(() => { process.exit(EXIT.interrupted) })
  const over = new AbortController()
  const timer = duration === null ? null : setTimeout(() => { over.abort() }, duration)
  cli.output.note(`Recording to ${options.out}${duration === null ? '' : ` for ${options.for ?? ''}`}. Ctrl-C stops.`)
  try {
    const files = await recordBetfair(settings, { clock: systemClock, signal: AbortSignal.any([stop.signal, over.signal]), folder: options.out, gzip: options.gzip === true, note: cli.output.note })
    cli.output.answer(options.json === true ? JSON.stringify({ files }) : files.length === 0 ? 'No line came: no file was written.' : files.map(({ path, lines }) => `${path}: ${lines} lines`).join('\n'))
  } finally {
    if (timer !== null) clearTimeout(timer)
    stop.dispose()
  }
}

export const addRecord = (program: Command, cli: CliContext): void => {
  const command = program.command('record')
    .description('Keep the lines of the live Betfair stream as they come, in files that "racegraph replay" and "racegraph books" play: one a connection and hour, each from an image on, with the times of receipt beside it (.times). Files have the ending .part until they are whole. Stops at Ctrl-C. Needs no database.')
    .requiredOption('--out <folder>', 'where the files go').option('--gzip', 'pack them').option('--for <duration>', 'how long, e.g. 90s, 30m, 12h; until Ctrl-C without it').option('--json', 'print the files as JSON')
    .action((options: Options) => run(cli, options))
  examples(command, [['npx racegraph record --out recordings --gzip', 'until Ctrl-C'], ['npx racegraph record --out recordings --for 12h', 'a day of racing']])
}
