import type { Command } from 'commander'
import { predict, type PredictReport } from '../app/judge-model'
import { predictionSink } from '../app/prediction-sink'
import { AppError } from '../domain/errors'
import { examples } from './examples'
import { beforeOffOption, marketOption, oneOfOption, rangeOption, sourceOption } from './feature-options'
import type { CliContext } from './cli-context'
import { EXIT } from './output'
import { withModels } from './with-models'

interface Options { readonly model: string; readonly from?: string; readonly to?: string; readonly source?: string; readonly format: string; readonly asOf: string; readonly market?: string; readonly out?: string; readonly json?: boolean }

const grouped = (value: number): string => value.toLocaleString('en-US')
/** On stderr: what the numbers are, and which are not there. */
const notesOf = ({ races, runners, leftOut, synthetic, inSample, model }: PredictReport): readonly string[] => [
  ...(synthetic ? ['SYNTHETIC: these races are invented, and chances of them say nothing of real ones.'] : []),
  ...(inSample ? [`IN SAMPLE: ${model} was trained on some of these days.`] : []),
  `${grouped(runners)} runners of ${grouped(races)} ${races === 1 ? 'race' : 'races'}.`, ...Object.entries(leftOut).map(([reason, count]) => `${grouped(count)} ${count === 1 ? 'race' : 'races'} left out: ${reason}.`),
]

export const addPredict = (program: Command, cli: CliContext): void => {
  const command = program.command('predict').description('Write the chances of every runner of the days, finished races and races to come alike: date, venue, race_number, runner_number, model, probability. Chances of a race add up to 1. Races to come are seen as of now.')
    .requiredOption('--model <name>', 'name, name@version, champion or fundamentals').option('--from <date>', 'first day of meetings').option('--to <date>', 'last day of meetings').option('--source <s>', 'only races of HKJC, SYNTHETIC or FILE')
    .option('--format <f>', 'csv, json or parquet', 'csv').option('--as-of <when>', 'off, or minutes before it: off-60m', 'off')
    .option('--market <when>', 'prices that the model sees: closing (with starting prices) or as-of; without it closing at the off and as-of before')
    .option('--out <file>', 'file to write; without it to stdout').option('--json', 'with --out: print what was done as JSON')
    .action((options: Options) => {
      const format = oneOfOption('--format', options.format, ['csv', 'json', 'parquet'])
      if (format === 'parquet' && options.out === undefined) throw new AppError('BAD_USER_INPUT', '--format parquet is not for a terminal: name a file with --out.')
      if (options.json === true && options.out === undefined) throw new AppError('BAD_USER_INPUT', '--json prints what was done: name a file for the predictions with --out, or ask for --format json.')
      const minutesBefore = beforeOffOption(options.asOf)
      const seen = { range: rangeOption(options), source: sourceOption(options.source), minutesBefore, market: marketOption(options.market ?? (minutesBefore === 0 ? 'closing' : 'as-of')) }
      return withModels(cli, async (run) => {
        const { sink, text } = predictionSink(format, options.out ?? null)
        const report = await predict(run, { model: options.model, seen, sink })
        if (report.interrupted) { cli.output.note('Interrupted: nothing was written.'); return }
        const printed = report.races === 0 && options.out !== undefined ? null : text({ ...report, asOf: options.asOf, market: seen.market })
        for (const note of notesOf(report)) cli.output.note(note)
        if (printed !== null) cli.output.answer(printed)
        if (options.json === true) cli.output.answer(JSON.stringify({ ...report, file: options.out }))
        if (report.races === 0) { cli.exitCode = EXIT.failure; cli.output.note('No race could be told.') }
      })
    })
  examples(command, [
    ['npx racegraph predict --model champion --from 2024-07-01 --to 2024-07-14 --format csv --out july.csv', 'two weeks of races'],
    ['npx racegraph predict --model fundamentals --from 2024-07-01 --as-of off-60m --format json', 'as they could be told an hour before'],
  ])
}
