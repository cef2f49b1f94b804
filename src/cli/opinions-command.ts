import type { Command } from 'commander'
import { readConfig } from '../app/config/read-config'
import { AppError } from '../domain/errors'
import type { OpinionsReport, OpinionTold } from '../app/opinions/ask-opinions'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { rangeOption, wholeOption } from './feature-options'
import { columns } from './feature-tables'
import { withModels } from './with-models'

// eslint-disable-next-line @typescript-eslint/no-require-imports -- adapters and tables of prices take time to load, which other commands need not wait for
const asker = (): typeof import('../app/opinions/ask-opinions') => require('../app/opinions/ask-opinions')

interface Options { readonly races?: readonly string[]; readonly from?: string; readonly to?: string; readonly samples?: string; readonly json?: boolean }

const percent = (chance: number): string => `${(100 * chance).toFixed(1)}%`
const dollars = (usd: number | null): string => (usd === null ? 'at an unknown cost' : `for $${usd.toFixed(4)}`)
const printRace = ({ raceId, reason, outcome, samples, runners, costUsd }: OpinionTold): string => (outcome === 'made'
  ? [`Race ${raceId}, ${samples} ${samples === 1 ? 'sample' : 'samples'} ${dollars(costUsd)}`, columns(['runner', 'chance', 'spread'], runners.map(({ number, horse, chance, spread }) => [`${number ?? '-'}. ${horse}`, percent(chance), spread === null ? '-' : spread.toFixed(2)]))].join('\n')
  : `Race ${raceId}: ${outcome === 'failed' ? 'no opinion' : 'not asked'}: ${reason ?? ''}.`)
const printReport = ({ model, synthetic, races, costUsd }: OpinionsReport): string => [
  ...(synthetic ? ['SYNTHETIC, NO CLAIM: the stand-in of racegraph answered, which is no language model.', ''] : []), ...races.flatMap((race) => [printRace(race), '']),
  `${races.filter(({ outcome }) => outcome === 'made').length} of ${races.length} races by ${model}, ${dollars(costUsd)}. Spread: deviation of logits between samples.`,
].join('\n')

export const addOpinions = (program: Command, cli: CliContext): void => {
  const command = program.command('opinions')
    .description('Ask the language model for the chances of races and keep them: models gpt and hybrid are made of them, and "racegraph blend fit" weighs them. It is told neither prices nor chances of others. Of races that were run it is asked as of the off, and only if its knowledge ends a month before. It costs money: see "racegraph llm".')
    .option('--races <races...>', 'numbers of races in the database, or the ids that their source gives them').option('--from <date>', 'first day').option('--to <date>', 'last day')
    .option('--samples <n>', 'samples of each race; without it as RACEGRAPH_OPINION_SAMPLES says').option('--json', 'print them as JSON')
    .action((options: Options) => {
      const { from, to } = rangeOption(options)
      const samples = wholeOption('--samples', options.samples)
      if (options.races === undefined && from === null && to === null) throw new AppError('BAD_USER_INPUT', 'Say which races: --races with some, or days by --from and --to.')
      if (options.races !== undefined && (from !== null || to !== null)) throw new AppError('BAD_USER_INPUT', '--races names races, --from and --to all of some days: give one of both.')
      if (samples !== null && (samples < 1 || samples > 50)) throw new AppError('BAD_USER_INPUT', `--samples is ${samples}; ask for 1 to 50.`)
      return withModels(cli, async (run) => {
        const report = await asker().askOpinions({ ...run, config: readConfig(cli.env) }, { races: options.races ?? null, range: { from, to }, samples })
        cli.output.answer(options.json === true ? JSON.stringify(report) : printReport(report))
      })
    })
  examples(command, [['npx racegraph opinions --races 2026-11-25-HV-3', 'one race'], ['npx racegraph opinions --from 2026-11-25 --to 2026-11-25 --samples 3', 'all races of a day, three samples each']])
}
