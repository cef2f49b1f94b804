import type { Command } from 'commander'
import { namesOf } from '../app/train'
import { tune } from '../app/tune'
import { AppError } from '../domain/errors'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { beforeOffOption, marketOption, sourceOption, wholeOption } from './feature-options'
import { printTuning } from './model-tables'
import { dayOptions, seedOption, seenOptions, splitOptions, type DayOptions } from './train-command'
import { withRun } from './with-run'

interface Options extends DayOptions { readonly source?: string; readonly asOf: string; readonly market?: string; readonly trials: string; readonly folds: string; readonly seed: string; readonly json?: boolean }

export const addTune = (program: Command, cli: CliContext): void => {
  const command = seenOptions(dayOptions(program.command('tune').argument('<recipe>', 'one that is made by a learner: "racegraph train --help" lists them')))
    .description('Search the parameters of a recipe: Bayesian (TPE), trials that lag behind are ended early. Every trial is kept: interrupted, the same command goes on, and with more trials it goes further.')
    .option('--trials <n>', 'how many to try, those of before among them', '50').option('--folds <n>', 'judge on so many parts of all these days, each by what was fitted before it; 0: on the validation days', '0')
    .option('--seed <n>', 'names all that is drawn', '1').option('--json', 'print the report as JSON')
    .action((name: string, options: Options) => {
      const minutesBefore = beforeOffOption(options.asOf)
      const trials = wholeOption('--trials', options.trials) ?? 50
      if (trials < 1) throw new AppError('BAD_USER_INPUT', '--trials is 0: it must be at least 1.')
      const ask = {
        recipe: namesOf([name])[0] ?? name, days: splitOptions(options), source: sourceOption(options.source), asOf: options.asOf, minutesBefore, market: marketOption(options.market ?? (minutesBefore === 0 ? 'closing' : 'as-of')),
        seed: seedOption(options.seed), trials, folds: wholeOption('--folds', options.folds) ?? 0,
      }
      return withRun(cli, async (run) => {
        const report = await tune(run, ask)
        cli.output.answer(options.json === true ? JSON.stringify(report) : printTuning(report))
        if (report.interrupted) cli.output.note('Interrupted. Trials that were finished are kept: run the same command again to go on from there.')
      })
    })
  examples(command, [['npx racegraph tune boosting --trials 50 --train-to 2021-07-31 --validate-to 2022-07-31', 'on one season'], ['npx racegraph train boosting --params-from tuning --train-to 2021-07-31 --validate-to 2022-07-31', 'with what it found']])
}
