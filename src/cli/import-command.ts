import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { systemClock } from '../app/clock'
import { readConfig } from '../app/config/read-config'
import { importCardFile, importHkjc } from '../app/import-sources'
import { openModelStore } from '../app/model-folders'
import { withDatabase } from '../app/open-database'
import { createProgress } from '../app/progress'
import { orSay, refreshFeatures } from '../app/refresh-features'
import type { ImportContext } from '../app/run-import'
import { listenForStop } from '../app/stop-signals'
import { importSynthetic } from '../app/synthetic-season'
import { orSayOfScores, scoreServed } from '../app/track'
import { AppError } from '../domain/errors'
import type { Reject } from '../domain/records'
import { printReport } from '../usecases/import-report'
import type { ImportReport } from '../usecases/import-report'
import { examples } from './examples'
import { EXIT } from './output'
import type { CliContext } from './cli-context'

interface Shared { readonly json?: boolean }

const tookNothing = ({ meetings, rejected }: ImportReport): boolean => rejected > 0 && meetings.inserted + meetings.updated + meetings.unchanged === 0

const SHOWN = 10
/** What was refused first, for the eye; the file has all of it. */
const firstRejects = (file: string): string => readFileSync(file, 'utf8').split('\n', SHOWN).filter((line) => line !== '').map((line) => {
  const reject = JSON.parse(line) as Reject
  return `  ${reject.file}, ${reject.row}: ${reject.reason}`
}).join('\n')

/** Opens the database, imports under Ctrl-C, and prints the closing report. */
const run = async (cli: CliContext, label: string, { json = false }: Shared, work: (context: ImportContext) => Promise<ImportReport>): Promise<void> => {
  const config = readConfig(cli.env)
  const stop = listenForStop(() => { process.exit(EXIT.interrupted) })
  try {
    await withDatabase(config, async ({ url }) => {
      const report = await work({ databaseUrl: url, home: config.RACEGRAPH_HOME, clock: systemClock, progress: createProgress(label, 'meetings'), signal: stop.signal })
      cli.output.answer(json ? JSON.stringify(report) : printReport(report))
      if (report.rejectsFile !== null) cli.output.note(firstRejects(report.rejectsFile))
      if (tookNothing(report)) cli.exitCode = EXIT.failure
      const later = { databaseUrl: url, clock: systemClock, signal: stop.signal, progress: createProgress }
      if (!stop.signal.aborted) await orSay(refreshFeatures(later), cli.output.note)
      if (!stop.signal.aborted) await orSayOfScores(scoreServed(later, openModelStore(config)), cli.output.note)
    })
    if (stop.signal.aborted) {
      cli.output.note('Interrupted. What was stored stays: run the same command again to go on from there.')
      cli.exitCode = EXIT.interrupted
    }
  } finally { stop.dispose() }
}

const wholeNumber = (name: string, value: string): number => {
  if (!/^\d{1,6}$/.test(value)) throw new AppError('BAD_USER_INPUT', `${name} is ${JSON.stringify(value)}: it must be a whole number.`)
  return Number(value)
}

const addHkjc = (parent: Command, cli: CliContext): void => {
  const command = parent.command('hkjc').argument('<dir>', 'folder with results_en/ and, beside it, the other files that docs/import-formats.md names')
    .description('Import Hong Kong results. A file that changed updates its meetings; the rest is left alone.')
    .option('--json', 'print the closing report as JSON')
    .action((dir: string, options: Shared) => run(cli, 'Hong Kong', options, (context) => importHkjc(context, dir)))
  examples(command, [['npx racegraph import hkjc ../shared/hkjc', 'everything in the folder']])
}
const addSynthetic = (parent: Command, cli: CliContext): void => {
  const command = parent.command('synthetic')
    .description('Import invented Australian-style racing, the same for the same seed, up to cards of the coming week. Every row is marked SYNTHETIC.')
    .option('--seasons <n>', 'whole seasons before the present one', '1')
    .option('--seed <s>', 'letters, digits, _ and -', '1')
    .option('--json', 'print the closing report as JSON')
    .action((options: Shared & { seasons: string; seed: string }) => {
      const asked = { seasons: wholeNumber('--seasons', options.seasons), seed: options.seed }
      return run(cli, 'Synthetic season', options, (context) => importSynthetic(context, asked))
    })
  examples(command, [['npx racegraph import synthetic --seasons 2 --seed derby', 'two seasons and the present one so far']])
}
const addCard = (parent: Command, cli: CliContext, kind: 'racecard' | 'results', what: string): void => {
  const command = parent.command(kind).argument('<file>', `a JSON file that follows schema/${kind}.schema.json`)
    .description(what)
    .option('--json', 'print the closing report as JSON')
    .action((file: string, options: Shared) => run(cli, kind === 'racecard' ? 'Race card' : 'Results', options, (context) => importCardFile(context, kind, file)))
  examples(command, [[`npx racegraph import ${kind} my-meeting.json`, 'one meeting']])
}

export const addImport = (program: Command, cli: CliContext): void => {
  const parent = program.command('import').description('Bring races in: Hong Kong results, an invented season, or your own card and results files. Running one twice changes nothing.')
  addHkjc(parent, cli)
  addSynthetic(parent, cli)
  addCard(parent, cli, 'racecard', 'Import an upcoming meeting from a file of your own. A newer card takes the place of an older one.')
  addCard(parent, cli, 'results', 'Import the results of a meeting from a file of your own, whole or race by race.')
}
