import type { Command } from 'commander'
import { systemClock } from '../app/clock'
import { readConfig } from '../app/config/read-config'
import { replayRecordings } from '../app/live/replay-recordings'
import { createLogger } from '../app/logger'
import { listenForStop } from '../app/stop-signals'
import { examples } from './examples'
import { EXIT } from './output'
import { fromOption, speedOption } from './replay-options'
import type { CliContext } from './cli-context'

interface Options { readonly speed: string; readonly from?: string; readonly createRaces?: boolean; readonly json?: boolean }
type Report = Awaited<ReturnType<typeof replayRecordings>>

const MOST_SHOWN = 10

const printReplay = ({ markets, changes, ticks, predictions, unmatched }: Report): string => [
  `${markets} market${markets === 1 ? '' : 's'}, ${changes} changes, ${ticks} stored, ${predictions} predictions.`,
  ...(unmatched.length === 0 ? [] : [`Not all of ${unmatched.length} market${unmatched.length === 1 ? '' : 's'} could be matched to a race and its runners:`]),
  ...unmatched.slice(0, MOST_SHOWN).map(({ marketId, reasons }) => `  ${marketId}: ${reasons.join(' ')}`),
  ...(unmatched.length > MOST_SHOWN ? [`  and ${unmatched.length - MOST_SHOWN} more: see "racegraph markets --unmatched".`] : []),
].join('\n')

const run = async (cli: CliContext, files: readonly string[], { speed, from, createRaces = false, json = false }: Options): Promise<void> => {
  const asked = { files, speed: speedOption(speed), from: fromOption(from), createRaces }
  const config = readConfig(cli.env)
  const logger = createLogger({ level: config.LOG_LEVEL, pretty: process.stderr.isTTY && config.NODE_ENV !== 'production' })
  const stop = listenForStop(() => { process.exit(EXIT.interrupted) })
  try {
    const report = await replayRecordings({ config, clock: systemClock, logger, signal: stop.signal }, asked)
    cli.output.answer(json ? JSON.stringify(report) : printReplay(report))
    if (report.interrupted) { cli.output.note('Interrupted. What was played is stored.'); cli.exitCode = EXIT.interrupted }
  } finally { stop.dispose() }
}

export const addReplay = (program: Command, cli: CliContext): void => {
  const command = program.command('replay').argument('<file...>', 'recordings of the exchange stream: .ndjson, .gz, .bz2 or .tar; several are merged by time')
    .description('Play recordings of exchange markets as if they were heard now: through books, matching, storage and predictions. Official files (BASIC, ADVANCED, PRO) and raw lines kept by "racegraph record".')
    .option('--speed <n>', 'seconds of the recording in a second, or max', '1').option('--from <instant>', 'tell nothing before this instant, then everything as it stands')
    .option('--create-races', 'make races of markets that no card knows').option('--json', 'print the report as JSON')
    .action((files: string[], options: Options) => run(cli, files, options))
  examples(command, [['npx racegraph replay 1.206064380.bz2 --create-races --speed max', 'store a market without a card'], ['npx racegraph replay 2022_11_07.tar --speed 10 --from 2022-11-07T04:25:00Z', 'a day\'s markets, ten times as fast']])
}
