import type { Command } from 'commander'
import { namesOf, recipeLines, train } from '../app/train'
import { tunedParams } from '../app/tune'
import { AppError } from '../domain/errors'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { beforeOffOption, dateOption, marketOption, sourceOption, wholeOption } from './feature-options'
import { printTraining } from './model-tables'
import { withRun } from './with-run'
import { EXIT } from './output'

export interface DayOptions { readonly trainFrom?: string; readonly trainTo: string; readonly validateTo: string; readonly testTo?: string }
const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
/** Training, then validation from the day after, then the test from the day after that. @throws AppError BAD_USER_INPUT */
export const splitOptions = ({ trainFrom, trainTo: trainText, validateTo: validateText, testTo: testText }: DayOptions): Parameters<typeof train>[1]['days'] => {
  const [from, trainTo, validateTo, testTo] = [dateOption('--train-from', trainFrom), dateOption('--train-to', trainText) ?? '', dateOption('--validate-to', validateText) ?? '', dateOption('--test-to', testText)]
  const inOrder = [['--train-from', from], ['--train-to', trainTo], ['--validate-to', validateTo], ['--test-to', testTo]].filter((one): one is [string, string] => one[1] !== null)
  inOrder.forEach(([option, date], i) => {
    const [before, earlier] = inOrder[i - 1] ?? ['', '']
    if (date <= earlier && !(before === '--train-from' && date === earlier)) throw new AppError('BAD_USER_INPUT', `${option} ${date} is not after ${before} ${earlier}: races are cut by date, training first, then validation, then the test.`)
  })
  return { train: { from, to: trainTo }, validate: { from: dayAfter(trainTo), to: validateTo }, test: testTo === null ? null : { from: dayAfter(validateTo), to: testTo } }
}
/** A whole number from 0 to 2^31 - 1 that names all that is drawn. */
export const seedOption = (value: string): number => {
  if (!/^\d{1,10}$/.test(value) || Number(value) > 2_147_483_647) throw new AppError('BAD_USER_INPUT', `--seed is ${JSON.stringify(value)}: it must be a whole number from 0 to 2147483647.`)
  return Number(value)
}

interface Options extends DayOptions {
  readonly source?: string; readonly asOf: string; readonly market?: string; readonly seed: string; readonly refit: boolean; readonly walkForward?: string
  readonly importance: boolean; readonly promote: boolean; readonly paramsFrom?: string; readonly json?: boolean
}
export const dayOptions = (command: Command): Command => command
  .option('--train-from <date>', 'first day of meetings to train on; without it all').requiredOption('--train-to <date>', 'last day to train on')
  .requiredOption('--validate-to <date>', 'last day of the races that rounds, weights and the like are chosen on; they begin the day after --train-to')
export const seenOptions = (command: Command): Command => command.option('--source <s>', 'only races of HKJC, SYNTHETIC or FILE').option('--as-of <when>', 'off, or minutes before it: off-60m', 'off')
  .option('--market <when>', 'prices that models see: closing (starting prices) or as-of; without it closing at the off and as-of before')

export const addTrain = (program: Command, cli: CliContext): void => {
  const command = seenOptions(dayOptions(program.command('train').argument('<recipes...>', 'what to train, or all')))
    .description('Train models on finished races and keep them with their cards. The best of them challenge what the names champion and fundamentals mean. Interrupted, the same command goes on.')
    .option('--test-to <date>', 'last day of the races that are only looked at to report; they begin the day after --validate-to').option('--seed <n>', 'names all that is drawn', '1')
    .option('--no-refit', 'keep what was fitted on the training races, and do not fit it again on validation races too').option('--walk-forward <n>', 'also cut the days before the test into parts, each judged by what was fitted before it')
    .option('--no-importance', 'do not measure what a model looks at').option('--no-promote', 'leave the names champion and fundamentals as they are').option('--params-from <where>', 'tuning: the best parameters that "racegraph tune" found').option('--json', 'print the report as JSON')
    .addHelpText('after', `\nRecipes:\n${recipeLines().map((line) => `  ${line}`).join('\n')}`)
    .action((names: string[], options: Options) => {
      const minutesBefore = beforeOffOption(options.asOf)
      const folds = wholeOption('--walk-forward', options.walkForward) ?? 0
      if (options.paramsFrom !== undefined && options.paramsFrom !== 'tuning') throw new AppError('BAD_USER_INPUT', `--params-from is ${JSON.stringify(options.paramsFrom)}: it must be tuning.`)
      const ask = {
        names: namesOf(names), days: splitOptions(options), source: sourceOption(options.source), asOf: options.asOf, minutesBefore, market: marketOption(options.market ?? (minutesBefore === 0 ? 'closing' : 'as-of')),
        seed: seedOption(options.seed), refit: options.refit, folds, importance: options.importance, promote: options.promote,
      }
      return withRun(cli, async (run) => {
        const answer = await train(run, { ...ask, given: options.paramsFrom === undefined ? new Map() : await tunedParams(run.config.RACEGRAPH_HOME, ask.names) })
        cli.output.answer(options.json === true ? JSON.stringify(answer) : printTraining(answer))
        if (answer.interrupted) cli.output.note('Interrupted. Models that were finished are kept: run the same command again to go on from there.')
        if (!names.includes('all') && answer.failed.length > 0) cli.exitCode = EXIT.failure
      })
    })
  examples(command, [
    ['npx racegraph train all --source HKJC --train-to 2021-07-31 --validate-to 2022-07-31 --test-to 2024-07-31', 'every model on Hong Kong'],
    ['npx racegraph train fundamentals-pool --train-to 2021-07-31 --validate-to 2022-07-31 --as-of off-60m', 'as an hour before the off'],
  ])
}
