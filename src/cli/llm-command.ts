import type { Command } from 'commander'
import { systemClock } from '../app/clock'
import type { LlmReport, ModelTold } from '../app/llm/llm-report'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { columns } from './feature-tables'

// eslint-disable-next-line @typescript-eslint/no-require-imports -- tables of prices take time to load, which other commands need not wait for
const reporter = (): typeof import('../app/llm/llm-report') => require('../app/llm/llm-report')

const thousands = (tokens: number): string => `${Math.round(tokens / 1_000)}k`
const dollars = (usd: number | undefined): string => (usd === undefined ? 'unknown' : String(usd))
const efforts = ({ efforts: known, state }: ModelTold): string => (state === 'unknown' ? 'not told' : `${known[0] ?? ''} to ${known.at(-1) ?? ''}`)
const SOURCES = { none: 'No language model: neither OPENAI_API_KEY nor RACEGRAPH_LLM_STAND_IN is set. Texts are written from templates.', 'stand-in': 'The stand-in of racegraph is asked, which is no language model: SYNTHETIC, NO CLAIM.' } as const

const printReport = ({ source, model, address, effort, verbosity, dailyUsd, concurrency, queue, retries, deadlineMs, warnings, models }: LlmReport): string => [
  source === 'api' ? `${model ?? 'No model'} is asked at ${address ?? ''}.` : SOURCES[source],
  `Effort ${effort}, verbosity ${verbosity}; at most $${dailyUsd ?? 'any'} a day (UTC), ${concurrency} requests at once and ${queue} waiting, ${retries} further tries, ${deadlineMs} ms each in all.`,
  ...(warnings.length === 0 ? [] : ['', ...warnings.map((warning) => `WARNING: ${warning}.`)]), '',
  columns(
    ['asked', 'model', 'state', 'efforts', 'context', 'knows up to', 'shut down', 'instead', 'in', 'cached', 'out'],
    models.map((one) => [one.place === null ? '' : `${one.place}.`, one.id, one.state, efforts(one), thousands(one.context), one.cutoff ?? 'unknown', one.shutdown ?? '-', one.replacement ?? '-', dollars(one.price?.input), dollars(one.price?.cached), dollars(one.price?.output)]), [1, 2, 3, 5, 6, 7],
  ),
  'Prices in US dollars a million tokens, of requests up to 272,000.',
].join('\n')

export const addLlm = (program: Command, { env, output }: CliContext): void => {
  const command = program.command('llm').description('Show which language model is asked and how, and what is known of the models there are: efforts, prices, up to when they know, when they end. Asks nobody, and shows no key.')
    .option('--json', 'print it as JSON')
    .action(({ json = false }: { json?: boolean }) => {
      const report = reporter().llmReport(env, systemClock)
      output.answer(json ? JSON.stringify(report) : printReport(report))
    })
  examples(command, [['npx racegraph llm', 'what is configured, and warnings'], ['OPENAI_MODEL=gpt-5 npx racegraph llm', 'when that model ends, and what is asked instead']])
}
