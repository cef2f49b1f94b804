import type { Command } from 'commander'
import { systemClock } from '../app/clock'
import { readConfig } from '../app/config/read-config'
import { openModels, openModelStore } from '../app/model-folders'
import { withDatabase } from '../app/open-database'
import { createProgress } from '../app/progress'
import { listenForStop } from '../app/stop-signals'
import { trackRange } from '../app/track'
import { examples } from './examples'
import { rangeOption } from './feature-options'
import { EXIT } from './output'
import { printTracking } from './tracking-table'
import type { CliContext } from './cli-context'

interface Options { readonly from?: string; readonly to?: string; readonly json?: boolean }

const run = async (cli: CliContext, options: Options): Promise<void> => {
  const range = rangeOption(options)
  const config = readConfig(cli.env)
  const stop = listenForStop(() => { process.exit(EXIT.interrupted) })
  const models = openModels(config)
  try {
    const report = await withDatabase(config, ({ url }) => trackRange({
      databaseUrl: url, clock: systemClock, signal: stop.signal, progress: (label, unit) => createProgress(label, unit),
      store: openModelStore(config), cards: () => models.cards(), alert: { races: config.RACEGRAPH_TRACKING_RACES, nats: config.RACEGRAPH_TRACKING_ALERT },
    }, range))
    cli.output.answer(options.json === true ? JSON.stringify(report) : printTracking(report))
    for (const { alert } of report.performance) if (alert !== null) cli.output.note(`Warning: ${alert.message}`)
    if (stop.signal.aborted) { cli.output.note('Interrupted. What was scored stays: run the same command again to go on from there.'); cli.exitCode = EXIT.interrupted }
  } finally {
    stop.dispose()
    await models.dispose()
  }
}

export const addTrack = (program: Command, cli: CliContext): void => {
  const command = program.command('track')
    .description('Score what was served before the off against the results that have come, and show how each model did. The server and imports score by themselves; this also takes up corrections of long ago.')
    .option('--from <date>', 'first day of meetings; of the table, without it, a year before the last').option('--to <date>', 'last day of meetings').option('--json', 'print everything as JSON')
    .action((options: Options) => run(cli, options))
  examples(command, [['npx racegraph track --from 2026-09-01', 'the season so far']])
}
