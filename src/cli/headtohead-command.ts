import type { Command } from 'commander'
import { headToHead } from '../app/headtohead/head-to-head'
import { AppError } from '../domain/errors'
import { leadOf, markOf, sectionsOf, warningsOf } from '../usecases/headtohead/sections'
import type { HeadToHeadReport } from '../usecases/headtohead/report'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { rangeOption, sourceOption } from './feature-options'
import { columns } from './feature-tables'
import { withModels } from './with-models'
import { readConfig } from '../app/config/read-config'

interface Options {
  readonly races: string; readonly samples: string; readonly tokens: string; readonly model: string; readonly from?: string; readonly to?: string; readonly source?: string; readonly ablation: boolean
  readonly allowContaminated?: boolean; readonly plan?: string; readonly planOnly?: boolean; readonly out?: string; readonly json?: boolean
}
const wholeOption = (name: string, value: string, least: number, most: number): number => {
  if (!/^\d{1,6}$/.test(value) || Number(value) < least || Number(value) > most) throw new AppError('BAD_USER_INPUT', `--${name} is ${JSON.stringify(value)}: it must be a whole number from ${least} to ${most}.`)
  return Number(value)
}
const printReport = (report: HeadToHeadReport, folder: string): string => [
  `${markOf(report)}${leadOf(report)}`, '', ...warningsOf(report).flatMap((warning) => [warning, '']),
  ...sectionsOf(report).slice(0, 2).flatMap(({ title, head, rows, words }) => [title, columns([...head], rows.map((row) => [...row]), words), '']),
  `Written: ${folder}/report.md, report.html, report.json`,
].join('\n')

export const addHeadToHead = (program: Command, cli: CliContext): void => {
  const command = program.command('headtohead').description('Compare a language model with and without our data, race by race, with our own model, a blend and the market. The comparison is registered before anything is asked. Without OPENAI_API_KEY a stand-in answers: SYNTHETIC, NO CLAIM.')
    .option('--races <n>', 'the newest so many that the model cannot remember', '100').option('--samples <n>', 'times that each arm is asked about a race', '3').option('--tokens <n>', 'tokens of facts at most', '8000').option('--model <name>', 'our own model', 'fundamentals')
    .option('--from <date>', 'only races of meetings from this day on').option('--to <date>', 'up to this day').option('--source <s>', 'only races of HKJC, SYNTHETIC or FILE').option('--no-ablation', 'without the arms that leave a category out')
    .option('--allow-contaminated', 'take races too that the model may remember; they are marked').option('--plan <path>', 'run, or go on with, a comparison that was registered').option('--plan-only', 'register, and ask nothing').option('--out <folder>', 'where plan, answers and reports go; RACEGRAPH_HOME/headtohead/<digest> without it').option('--json', 'print the report, or with --plan-only the plan, as JSON')
    .action((options: Options) => {
      const ask = {
        races: wholeOption('races', options.races, 1, 10_000), samples: wholeOption('samples', options.samples, 1, 20), budgetTokens: wholeOption('tokens', options.tokens, 500, 200_000), model: options.model, range: rangeOption(options), source: sourceOption(options.source),
        ablation: options.ablation, allowsContaminated: options.allowContaminated ?? false, plan: options.plan ?? null, planOnly: options.planOnly ?? false, out: options.out ?? null, say: (line: string) => { cli.output.note(line) },
      }
      return withModels(cli, async (run) => {
        const { folder, plan, report } = await headToHead({ ...run, config: readConfig(cli.env) }, ask)
        if (report === null) cli.output.answer(options.json === true ? JSON.stringify(plan) : `Nothing was asked yet. To run it: npx racegraph headtohead --plan ${folder}`)
        else cli.output.answer(options.json === true ? JSON.stringify(report) : printReport(report, folder))
      })
    })
  examples(command, [['npx racegraph headtohead --races 100', 'register, ask, judge, and write the reports'], ['npx racegraph headtohead --races 20 --no-ablation --source SYNTHETIC', 'how it works, on invented races'], ['npx racegraph headtohead --plan .racegraph/headtohead/<digest>', 'go on where it stopped']])
}
