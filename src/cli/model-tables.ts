import type { TrainAnswer } from '../app/train'
import { columns } from './feature-tables'

type Scores = NonNullable<TrainAnswer['market']['test']>
const nats = (value: number): string => value.toFixed(4)
const scoreCells = (scores: Scores | null): readonly string[] => (scores === null ? ['', '', '', '', ''] : [nats(scores.logLoss), scores.pseudoR2.toFixed(4), scores.top1.toFixed(3), scores.top3.toFixed(3), scores.auc.toFixed(3)])

/** What training gave: one line a recipe, then what came of aliases. */
export function printTraining({ models, failed, market, walkForward, promotions, synthetic, test, data, cpuSeconds, memoryMb }: TrainAnswer): string {
  const head = ['model', 'validation', 'test', 'R2', 'top 1', 'top 3', 'AUC', 'CPU s', '']
  const rows = [
    ...(market.validation === null && market.test === null ? [] : [['the public', market.validation === null ? '' : nats(market.validation.logLoss), ...scoreCells(market.test ?? market.validation), '', '']]),
    ...models.map(({ ref, validation, test: tested, cpuSeconds: seconds, takenOver }) => [`${ref.name}@${ref.version}`, validation === null ? '' : nats(validation.logLoss), ...scoreCells(tested ?? validation), seconds.toFixed(1), takenOver ? 'there already' : '']),
  ].map((row) => (test === null ? [row[0] ?? '', row[1] ?? '', '', ...row.slice(3)] : row))
  const days = (range: { readonly from: string; readonly to: string; readonly races: number } | null): string => (range === null ? 'none' : `${range.from} to ${range.to}, ${range.races.toLocaleString('en-US')} races`)
  const folds = walkForward.length === 0 ? [] : ['', 'Walking forward, log-loss:', columns(['part', 'races', ...Object.keys(walkForward[0]?.logLoss ?? {})], walkForward.map(({ from, to, races, logLoss }) => [`${from} to ${to}`, String(races), ...Object.values(logLoss).map((loss) => (loss === null ? 'failed' : nats(loss)))]))]
  return [
    ...(synthetic ? ['SYNTHETIC: invented races. What is learnt of them says nothing of real ones.', ''] : []),
    `Trained on ${days(data.train)}; validated on ${days(data.validate)}; tested on ${days(test)}.`,
    data.refitted ? 'Validation scores are from before the fit on validation races; test scores are those of the model that is kept.' : 'Fitted on the training races alone.', '',
    columns(head, rows),
    ...failed.map(({ recipe, problem }) => `${recipe} was not trained: ${problem}`), ...folds, '',
    ...promotions.map(({ alias, challenger, incumbent, promoted, why }) => `${alias}: ${promoted ? `now ${challenger.name}@${challenger.version}` : `stays ${incumbent?.name}@${incumbent?.version}; ${challenger.name}@${challenger.version} was tried`}: ${why}.`),
    `${Math.round(cpuSeconds)} CPU seconds, ${memoryMb.toLocaleString('en-US')} MB at most.`,
  ].join('\n')
}
