import type { Command } from 'commander'
import { readConfig } from '../app/config/read-config'
import type { BlendReport, BlendScore } from '../usecases/opinion/blend-report'
import type { BlendVersion } from '../usecases/opinion/blend-state'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { rangeOption } from './feature-options'
import { columns } from './feature-tables'
import { withModels } from './with-models'

// eslint-disable-next-line @typescript-eslint/no-require-imports -- what fits takes time to load, which other commands need not wait for
const fitter = (): typeof import('../app/opinions/fit-blends') => require('../app/opinions/fit-blends')

interface Options { readonly from?: string; readonly to?: string; readonly json?: boolean }

const TITLES: Readonly<Record<BlendScore['name'], string>> = { ml: 'ML alone', gpt: 'language model alone, slope fitted', linear: 'linear, 60% ML and 40% language model', log: 'logarithmic, weights fitted' }
const signed = (value: number | null): string => (value === null ? '-' : `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(4)}`)
const between = (low: number | null, high: number | null): string => (low === null || high === null ? '-' : `${signed(low)} to ${signed(high)}`)

export const printBlend = ({ base, synthetic, opinionModels, races, heldOut, from, to, served, computed, askedAfterwards, leftOut, scores, logAgainstLinear, log, slope, charge, because }: BlendReport): string => [
  ...(synthetic ? ['SYNTHETIC, NO CLAIM: races are invented, or the stand-in answered.', ''] : []),
  `${races} races${from === null ? '' : ` from ${from} to ${to ?? ''}`} with chances by ${base} and by ${opinionModels.join(', ') || 'no language model'}. Those of ${base} were told before the off in ${served}, and computed as of the opinion in ${computed}; the language model was asked after the off in ${askedAfterwards}.`,
  ...Object.entries(leftOut).map(([reason, count]) => `Left out: ${count}, since ${reason}.`), '',
  ...(scores.length === 0 ? [] : [
    columns(['', 'log-loss', 'less ML alone', '95%', ''], scores.map(({ name, logLoss, difference, low, high, verdict }) => [TITLES[name], logLoss.toFixed(4), signed(difference), between(low, high), verdict ?? '']), [0, 4]),
    ...(logAgainstLinear === null ? [] : [`Logarithmic less linear: ${signed(logAgainstLinear.difference)}, ${between(logAgainstLinear.low, logAgainstLinear.high)}, ${logAgainstLinear.verdict ?? ''}.`]),
    `Nats a race, on ${heldOut} races, each blended by weights fitted on days before its own; below 0 is better.`, '',
    `Fitted on all: ML to the power ${log.ml.toFixed(3)} times the language model to the power ${log.gpt.toFixed(3)}. Slope of the language model alone: ${slope.toFixed(3)}.`,
  ]),
  `hybrid is the ${charge === 'LOG' ? 'logarithmic' : 'linear'} blend: ${because}.`,
].join('\n')

const printVersions = (versions: readonly BlendVersion[]): string => {
  const newest = versions.at(-1)
  return [
    columns(['version', 'fitted', 'base', 'races', 'hybrid is', 'ML', 'language model', 'slope', ''], versions.map(({ version, fittedAt, base, report, charge, log, slope, synthetic }) => [String(version), base === null ? 'as stated' : fittedAt.slice(0, 16), base ?? 'any', String(report?.races ?? 0), charge.toLowerCase(), log.ml.toFixed(3), log.gpt.toFixed(3), slope.toFixed(3), synthetic ? 'SYNTHETIC' : '']), [1, 2, 4, 8]),
    'ML and language model: powers of the logarithmic blend. The linear one is 60% and 40%, whatever was fitted.', ...(newest?.report ? ['', printBlend(newest.report)] : []),
  ].join('\n')
}

export const addBlend = (program: Command, cli: CliContext): void => {
  const blend = program.command('blend').description('Blends of a model with a language model: what they are worth, and which of them "hybrid" is.')
  const fit = blend.command('fit').description('Fit blends of RACEGRAPH_HYBRID_BASE on all races with an opinion and a result, and compare them on later ones than each was fitted on. The logarithmic blend takes over from 300 races on where it has the lower log-loss there. Only chances that knew no result are taken.')
    .option('--from <date>', 'first day').option('--to <date>', 'last day').option('--json', 'print it as JSON')
    .action((options: Options) => {
      const range = rangeOption(options)
      return withModels(cli, async (run) => {
        const { report, version } = await fitter().fitBlends({ ...run, config: readConfig(cli.env) }, range)
        cli.output.answer(options.json === true ? JSON.stringify({ version: version?.version ?? null, ...report }) : `${printBlend(report)}\n${version === null ? 'Nothing was kept: all stays as it was.' : `Kept as version ${version.version}.`}`)
      })
    })
  examples(fit, [['npx racegraph blend fit', 'on all that there is'], ['npx racegraph blend fit --to 2026-10-31', 'without what came later']])
  const show = blend.command('show').description('Show all fits and what the newest of them found.').option('--json', 'print them as JSON')
    .action(async ({ json = false }: Options) => {
      const versions = await fitter().blendVersions(readConfig(cli.env).RACEGRAPH_HOME)
      cli.output.answer(json ? JSON.stringify({ versions }) : printVersions(versions))
    })
  examples(show, [['npx racegraph blend show', 'which blend is in charge, and why']])
}
