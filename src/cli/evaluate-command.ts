import { join } from 'node:path'
import type { Command } from 'commander'
import { evaluate } from '../app/judge-model'
import { writeWhole } from '../app/write-whole'
import { AppError } from '../domain/errors'
import type { EvaluationReport } from '../usecases/evaluate-model'
import { evaluationPage } from '../usecases/evaluation-report/page'
import { evaluationMarkdown } from '../usecases/evaluation-report/markdown'
import { warningsOf } from '../usecases/evaluation-report/sections'
import { examples } from './examples'
import { beforeOffOption, listOption, marketOption, rangeOption, sourceOption } from './feature-options'
import { printEvaluation } from './evaluation-tables'
import type { CliContext } from './cli-context'
import { withModels } from './with-models'

interface Options {
  readonly model: string; readonly against?: string; readonly from?: string; readonly to?: string; readonly source?: string; readonly asOf: string; readonly market?: string
  readonly minBook: string; readonly importance?: boolean; readonly ablation?: boolean; readonly out?: string; readonly json?: boolean
}
/** A book that every judged race must be above, 1 = fair. */
const bookOption = (value: string): number => {
  if (!/^\d(\.\d{1,4})?$/.test(value)) throw new AppError('BAD_USER_INPUT', `--min-book is ${JSON.stringify(value)}: it must be a number such as 1.1, what 1 / price must add up to in a race.`)
  return Number(value)
}
const write = (cli: CliContext, folder: string | undefined, report: EvaluationReport): void => {
  if (folder === undefined) return
  const files = new Map([[join(folder, 'report.md'), evaluationMarkdown(report)], [join(folder, 'report.html'), evaluationPage(report)], [join(folder, 'report.json'), `${JSON.stringify(report, null, 1)}\n`]])
  writeWhole(files)
  cli.output.note(`Written: ${[...files.keys()].join(', ')}`)
}

export const addEvaluate = (program: Command, cli: CliContext): void => {
  const command = program.command('evaluate').description('Judge a model on finished races, the market beside it: log-loss, top picks, calibration, staking, parts of the races, and on request what it looks at.')
    .requiredOption('--model <name>', 'name, name@version, champion or fundamentals').option('--against <names>', 'other models to compare with, separated by commas; the market always is')
    .option('--from <date>', 'first day of meetings; without --from and --to the days after all that the model was made on').option('--to <date>', 'last day of meetings').option('--source <s>', 'only races of HKJC, SYNTHETIC or FILE')
    .option('--as-of <when>', 'off, or minutes before it: off-60m', 'off').option('--market <when>', 'prices that the model sees: closing (with starting prices) or as-of; without it closing at the off and as-of before')
    .option('--min-book <n>', 'judge only races whose 1 / starting prices add up to more', '1').option('--importance', 'shuffle each category and feature: what the model looks at (slow)')
    .option('--ablation', 'fit it again by its recipe without each category of features, on the days that it was trained on: what nothing makes up for (a training for each)')
    .option('--out <folder>', 'write report.md, report.html and report.json there too').option('--json', 'print the report as JSON')
    .action((options: Options) => {
      const minutesBefore = beforeOffOption(options.asOf)
      const ask = {
        model: options.model, against: listOption(options.against), asOf: options.asOf, minBook: bookOption(options.minBook), importance: options.importance ?? false, ablation: options.ablation ?? false,
        seen: { range: rangeOption(options), source: sourceOption(options.source), minutesBefore, market: marketOption(options.market ?? (minutesBefore === 0 ? 'closing' : 'as-of')) },
      }
      return withModels(cli, async (run) => {
        const report = await evaluate(run, ask)
        for (const warning of warningsOf(report)) cli.output.note(warning)
        write(cli, options.out, report)
        cli.output.answer(options.json === true ? JSON.stringify(report) : printEvaluation(report))
      })
    })
  examples(command, [
    ['npx racegraph evaluate --model champion --against fundamentals --from 2022-09-01 --to 2024-07-31', 'two seasons, two models and the market'],
    ['npx racegraph evaluate --model fundamentals --importance --out report', 'what it looks at; a page to look at'],
  ])
}
