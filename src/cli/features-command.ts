import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { writeFeatureDocuments } from '../app/feature-documents'
import { computeAll, coverage, describe, exportAll, sanity } from '../app/features'
import { AppError } from '../domain/errors'
import { chooseFeatures } from '../usecases/choose-features'
import { registryDocument } from '../usecases/feature-document'
import { examples } from './examples'
import { beforeOffOption, dateOption, instantOption, listOption, marketOption, oneOfOption, rangeOption, sourceOption, wholeOption } from './feature-options'
import { columns, printCoverage, printDescription, printRegistry, printSanity } from './feature-tables'
import type { CliContext } from './cli-context'
import { withRun } from './with-run'

interface Shared { readonly json?: boolean }
interface Ranged extends Shared { readonly from?: string; readonly to?: string }
interface Measured extends Ranged { readonly source?: string; readonly out?: string }

const answer = ({ output }: CliContext, { json = false }: Shared, document: unknown, text: () => string): void => { output.answer(json ? JSON.stringify(document) : text()) }
const grouped = (value: number): string => value.toLocaleString('en-US')
const counted = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`

const addList = (parent: Command, cli: CliContext): void => {
  const command = parent.command('list').description('Every feature: name, unit, what it is. Needs no database.')
    .option('--category <c>', 'only these, separated by commas').option('--json', 'print definitions as JSON, as in schema/features.json')
    .action((options: Shared & { category?: string }) => {
      const names = new Set<string>(chooseFeatures({ categories: listOption(options.category) }))
      const features = registryDocument().features.filter(({ name }) => names.has(name))
      answer(cli, options, features, () => printRegistry(features))
    })
  examples(command, [['npx racegraph features list --category market', 'one category']])
}
const addCompute = (parent: Command, cli: CliContext): void => {
  const command = parent.command('compute')
    .description('Compute the features of all finished races as of their off, starting prices included, and of races to come as of now, and store them. Races done before are skipped.')
    .option('--from <date>', 'first day of meetings').option('--to <date>', 'last day of meetings').option('--json', 'print the report as JSON')
    .action((options: Ranged) => {
      const range = rangeOption(options)
      return withRun(cli, async (run) => {
        const report = await computeAll(run, range)
        answer(cli, options, report, () => `${counted(report.races, 'race')} with ${counted(report.runners, 'runner')} stored, ${grouped(report.skipped)} there already, ${grouped(report.toCome)} to come.`)
        if (report.interrupted) cli.output.note('Interrupted. Whole races are stored: run the same command again to go on from there.')
      })
    })
  examples(command, [['npx racegraph features compute --from 2023-09-01', 'one season and what came after']])
}
const addDescribe = (parent: Command, cli: CliContext): void => {
  const command = parent.command('describe').argument('<race>', 'number of the race in the database, or the id that its source gives it')
    .description('Show the features of a race: value, mean of the field, rank in it. 1 is the highest value.')
    .option('--runner <n>', 'only the runner with this number').option('--as-of <instant>', 'as it could be seen then; without it now, or the off of a race that is over')
    .option('--category <c>', 'only these categories, separated by commas').option('--names <n>', 'only these features, separated by commas; with --category, these too').option('--json', 'print it as JSON')
    .action((race: string, options: Shared & { runner?: string; asOf?: string; category?: string; names?: string }) => {
      const ask = { race, runner: wholeOption('--runner', options.runner), asOf: instantOption('--as-of', options.asOf), names: chooseFeatures({ names: listOption(options.names), categories: listOption(options.category) }) }
      return withRun(cli, async (run) => {
        const told = await describe(run, ask)
        answer(cli, options, told, () => printDescription(told))
      })
    })
  examples(command, [['npx racegraph features describe 2024-05-01-ST-3 --runner 4 --category form,speed', 'two categories of one runner'], ['npx racegraph features describe 812 --as-of 2024-05-01T03:00:00Z', 'as it was at that time']])
}
const addExport = (parent: Command, cli: CliContext): void => {
  const command = parent.command('export').description('Write features of finished races to a file, a row a runner. What is missing is null in Parquet and empty in CSV. An interrupted export leaves no file.')
    .requiredOption('--format <f>', 'parquet or csv').requiredOption('--out <file>', 'file to write')
    .option('--from <date>', 'first day of meetings').option('--to <date>', 'last day of meetings')
    .option('--categories <c>', 'only these categories, separated by commas').option('--names <n>', 'only these features, separated by commas; with --categories, these too')
    .option('--as-of <when>', 'off, or minutes before it: off-60m', 'off').option('--market <when>', 'closing (with starting prices) or as-of', 'closing')
    .option('--targets', 'what came of each runner too: win, place, top five, finish position, beat the favourite').option('--json', 'print the report as JSON')
    .action((options: Ranged & { format: string; out: string; categories?: string; names?: string; asOf: string; market: string; targets?: boolean }) => {
      const ask = {
        format: oneOfOption('--format', options.format, ['parquet', 'csv']), out: options.out, range: rangeOption(options), names: chooseFeatures({ names: listOption(options.names), categories: listOption(options.categories) }),
        minutesBefore: beforeOffOption(options.asOf), market: marketOption(options.market), targets: options.targets ?? false,
      }
      return withRun(cli, async (run) => {
        const report = await exportAll(run, ask)
        if (report.interrupted) { cli.output.note('Interrupted: no file was written.'); return }
        answer(cli, options, { ...report, file: ask.out }, () => `${counted(report.rows, 'runner')} of ${counted(report.races, 'race')}, ${grouped(report.columns)} columns: ${ask.out}`)
      })
    })
  examples(command, [
    ['npx racegraph features export --format parquet --out features.parquet --targets', 'everything, to train on'],
    ['npx racegraph features export --format csv --out early.csv --as-of off-60m --market as-of', 'as it was an hour before'],
  ])
}
const write = (cli: CliContext, out: string | undefined, document: unknown): void => {
  if (out === undefined) return
  try {
    if (!existsSync(dirname(out))) mkdirSync(dirname(out), { recursive: true })
    writeFileSync(out, `${JSON.stringify(document, null, 1)}\n`)
  } catch (error) {
    throw new AppError('BAD_USER_INPUT', `${out} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'no file can be made there'}): name another place, or see that you may write there.`, { cause: error })
  }
  cli.output.note(`Written to ${out}; "racegraph features docs" puts it into docs/FEATURES.md.`)
}
const measuring = (command: Command): Command => command.option('--from <date>', 'first day of meetings').option('--to <date>', 'last day of meetings').option('--source <s>', 'only races of HKJC, SYNTHETIC or FILE')
  .option('--out <file>', 'write the report as JSON too, for docs/FEATURES.md: docs/features/<data>-<report>.json').option('--json', 'print the report as JSON')

const addCoverage = (parent: Command, cli: CliContext): void => {
  const command = measuring(parent.command('coverage')).description('How much of each feature is there, and how it is spread, over all who ran: share present, quantiles.')
    .action((options: Measured) => {
      const ask = { range: rangeOption(options), source: sourceOption(options.source) }
      return withRun(cli, async (run) => { const report = await coverage(run, ask); write(cli, options.out, report); answer(cli, options, report, () => printCoverage(report)) })
    })
  examples(command, [['npx racegraph features coverage --out docs/features/hkjc-coverage.json', 'for the documents']])
}
const addSanity = (parent: Command, cli: CliContext): void => {
  const command = measuring(parent.command('sanity')).description('What each feature alone tells of winners: fitted on earlier races, judged on later ones by pseudo-R2, the market beside; and whether signs are those that the literature knows.')
    .option('--train-to <date>', 'last day of the races to fit on; without it seven tenths of them')
    .action((options: Measured & { trainTo?: string }) => {
      const ask = { range: rangeOption(options), source: sourceOption(options.source), trainTo: dateOption('--train-to', options.trainTo) }
      return withRun(cli, async (run) => { const report = await sanity(run, ask); write(cli, options.out, report); answer(cli, options, report, () => printSanity(report)) })
    })
  examples(command, [['npx racegraph features sanity --train-to 2019-08-31', 'fit on what was run to then, judge on what came after']])
}
const addDocs = (parent: Command, cli: CliContext): void => {
  const command = parent.command('docs').description('Write schema/features.json and docs/FEATURES.md: the registry, and the reports of coverage and sanity that are in docs/features/. Needs no database.')
    .option('--root <folder>', 'folder that has schema/ and docs/', '.').option('--json', 'print the names of the files as JSON')
    .action((options: Shared & { root: string }) => { const files = writeFeatureDocuments(options.root); answer(cli, options, { files }, () => columns(['written'], files.map((file) => [file]))) })
  examples(command, [['npm run features:docs', 'in the project']])
}

export const addFeatures = (program: Command, cli: CliContext): void => {
  const parent = program.command('features').description('Numbers that describe a runner before its race: list, compute, look at and export them, and hold them against the world.')
  for (const add of [addList, addCompute, addDescribe, addExport, addCoverage, addSanity, addDocs]) add(parent, cli)
}
