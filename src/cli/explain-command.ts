import type { Command } from 'commander'
import { explain, type ExplainedRace } from '../app/explain'
import type { RunnerName, ToldRunner } from '../usecases/told-race'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { instantOption, wholeOption } from './feature-options'
import { columns } from './feature-tables'
import { withModels } from './with-models'

interface Options { readonly model: string; readonly asOf?: string; readonly top?: string; readonly json?: boolean }

/** Circumstances that are printed; JSON has all. */
const MOST_OTHERS = 12
const percent = (chance: number): string => `${(100 * chance).toFixed(1)}%`
const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`
const called = ({ number, horse }: RunnerName): string => `${number ?? '-'}. ${horse}`
const numbers = (runners: readonly RunnerName[]): string => (runners.length === 0 ? '-' : runners.map(({ number }) => number ?? '?').join(' '))
const about = (runner: ToldRunner): readonly string[] => [
  `${called(runner)}: ${percent(runner.chance)}`, ...runner.reasons.map(({ effect, sentence }) => `  ${signed(effect)}  ${sentence}`), `  ${signed(runner.rest)}  all else`,
  ...(runner.contradiction === null ? [] : [`  Contradiction: ${runner.contradiction.sentence}`]), '',
]

const printExplanation = ({ race, synthetic, model, inSample, asOf, marketAsOf, method, confidence, runners, rules, matrix, counterfactuals }: ExplainedRace, one: boolean): string => [
  `${synthetic ? 'SYNTHETIC  ' : ''}${race.venueName}, race ${race.number} of ${race.date}: ${race.name} (${race.sourceId}, race ${race.raceId})`,
  `By ${model}, as of ${asOf}${marketAsOf === asOf ? '' : `, market as of ${marketAsOf}`}${synthetic ? '. Invented horses: nothing of this happened' : ''}.${confidence === null ? '' : ` Confidence in the race: ${confidence.value.toFixed(2)}.`}`,
  ...(inSample ? ['IN SAMPLE: the model was fitted on the day of this race.'] : []), ...(method === 'EXACT' ? [] : ['How much is due to which feature is by 32 steps along the way from the mean of the field; the sums hold.']), '',
  columns(['runner', 'chance', 'confidence'], runners.map((runner) => [called(runner), percent(runner.chance), runner.confidence === null ? '-' : runner.confidence.value.toFixed(2)])), '',
  'REASONS', 'What adds to ln chance against the typical runner of this field, the weightiest first.', '',
  ...runners.flatMap((runner) => (one ? [runner.narrative, ...(runner.confidence === null ? [] : [runner.confidence.sentence]), '', ...about(runner)] : about(runner))),
  ...(rules.length === 0 ? ['No rule spoke: the model has none on top, or none had anything to say. "champion-with-rules" and "fundamentals-with-rules" have some where they were trained.'] : [
    'RULES THAT SPOKE', 'Of which runners, by number, those most moved first.', columns(['rule', 'weight', 'se', 'for', 'against'], rules.map((rule) => [rule.title, signed(rule.weight), rule.standardError.toFixed(3), numbers(rule.inFavour), numbers(rule.against)]), [0, 3, 4]), '',
    'HOW CATEGORIES WORK ON EACH OTHER', 'The strongest cells of the matrix, mean nats a runner.',
    columns(['pair', 'strength', 'favours most', 'hinders most', ''], matrix.map(({ row, column, strength, favours, hinders, reason }) => [`${row} x ${column}`, strength.toFixed(3), favours === null ? '' : called(favours), hinders === null ? '' : called(hinders), reason ?? '']), [0, 2, 3, 4]),
  ]),
  ...(counterfactuals === null ? [] : ['', 'UNDER OTHER CIRCUMSTANCES', ...(counterfactuals.length === 0 ? ['Nothing that could be otherwise changes anything that this model reads.'] : [
    'All features of the race computed anew; prices stay as they are.', columns(['', 'chance', 'instead of'], counterfactuals.slice(0, MOST_OTHERS).map(({ change, chance, was }) => [change, percent(chance), percent(was)])),
  ])]),
].join('\n').trimEnd()

export const addExplain = (program: Command, cli: CliContext): void => {
  const command = program.command('explain').argument('<race>', 'number of the race in the database, or the id that its source gives it').argument('[runner]', 'number on the card: only this runner, and more of it')
    .description('Say why a model gives the runners of a race their chances: the weightiest features and rules in sentences, rules that contradict each other and how it was decided, and how categories work on each other. Nothing is recorded.')
    .option('--model <name>', 'name, name@version, champion or fundamentals', 'champion').option('--as-of <instant>', 'as it could be seen then; without it now, or the close of betting on a race that is over')
    .option('--top <n>', 'reasons of each runner; without it 3, of one runner 12').option('--json', 'print it as JSON')
    .action((race: string, number: string | undefined, options: Options) => {
      const runner = wholeOption('[runner]', number)
      const ask = { race, runner, model: options.model, asOf: instantOption('--as-of', options.asOf), top: wholeOption('--top', options.top) ?? (runner === null ? 3 : 12) }
      return withModels(cli, async (run) => {
        const told = await explain(run, ask)
        cli.output.answer(options.json === true ? JSON.stringify(told) : printExplanation(told, runner !== null))
      })
    })
  examples(command, [
    ['npx racegraph explain 2024-05-01-HV-3', 'why each runner has its chance'],
    ['npx racegraph explain 2024-05-01-HV-3 4 --model fundamentals', 'all about one runner, by a model that sees no prices'],
  ])
}
