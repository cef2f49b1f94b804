import type { ShelfEntry, Verified } from '../app/model-shelf'
import type { TrainAnswer } from '../app/train'
import type { ShipReport } from '../app/ship-models'
import type { tune } from '../app/tune'
import { columns } from './feature-tables'

type TuneAnswer = Awaited<ReturnType<typeof tune>>
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

const said = ({ ref: { name, version } }: Pick<ShelfEntry, 'ref'>): string => `${name}@${version}`
export function printShelf(shelf: readonly ShelfEntry[]): string {
  if (shelf.length === 0) return 'There are no models: "racegraph train all" makes some.'
  return columns(['model', 'is', 'data', 'trained', 'log-loss', 'R2', 'prices', ''], shelf.map((entry) => {
    const { card, problem, aliases } = entry
    return [said(entry), aliases.join(', '), card?.data.sources.join(', ') ?? '', card?.trainedAt.slice(0, 10) ?? '', card?.evaluation ? nats(card.evaluation.scores.logLoss) : '', card?.evaluation ? card.evaluation.scores.pseudoR2.toFixed(4) : '', card === null ? '' : card.usesPrices ? 'reads' : 'none', problem === null ? '' : `cannot be used: ${problem}`]
  }), [0, 1, 2, 3, 6, 7])
}
export const printVerified = (verified: readonly Verified[]): string => (verified.length === 0 ? 'There are no models.' : columns(['model', ''], verified.map((one) => [said(one), one.problem ?? 'whole']), [0, 1]))

export function printCard(card: NonNullable<ShelfEntry['card']>, problem: string | null): string {
  const { name, version, title, purpose, notFor, limits, kind, usesPrices, features, data, seed, params, members, trainedAt, trainedBy, cpuSeconds, evaluation, intervalFactor, confidence } = card
  const range = (one: typeof data.validate): string => (one === null ? 'none' : `${one.from} to ${one.to}: ${one.races.toLocaleString('en-US')} races, ${one.runners.toLocaleString('en-US')} runners`)
  const scores = evaluation?.scores
  const lines: readonly (readonly [string, string])[] = [
    ['For', purpose], ['Not for', notFor], ...limits.map((limit) => ['Mind', limit] as const), ['Kind', kind], ['Prices', usesPrices ? 'reads those of the race' : 'reads none of the race'], ['Features', String(features.length)],
    ['Data', `${data.sources.join(', ')}${data.sources.includes('SYNTHETIC') ? ' (invented races: it knows nothing of real ones)' : ''}`], ['Trained on', range(data.train)], ['Validated on', range(data.validate)], ['Refitted', data.refitted ? 'on both, after every choice was made' : 'no'],
    ['Parameters', Object.entries(params).map(([param, value]) => `${param} ${String(value)}`).join(', ')], ...(members.length === 0 ? [] : [['Made of', members.join(', ')] as const]), ['Seed', String(seed)], ['Trained', `${trainedAt} by ${trainedBy}, ${cpuSeconds.toFixed(1)} CPU seconds`],
    ...(intervalFactor === null ? [] : [['Intervals', `spread of members times ${intervalFactor.toFixed(2)}`] as const]),
    ...(evaluation === null || scores === undefined ? [] : [
      ['Judged on', `${evaluation.from} to ${evaluation.to}: ${scores.races.toLocaleString('en-US')} races${evaluation.validated ? ', which it was chosen by' : ''}`],
      ['Log-loss', `${nats(scores.logLoss)} (R2 ${scores.pseudoR2.toFixed(4)})${evaluation.market === null ? '' : `; the public ${nats(evaluation.market.logLoss)} (${evaluation.market.pseudoR2.toFixed(4)})`}`],
      ['Top picks', `won ${scores.top1.toFixed(3)}, winner among three ${scores.top3.toFixed(3)}, AUC ${scores.auc.toFixed(3)}`],
    ] as const),
    ...(confidence === undefined ? [] : [['Confidence', `log-loss by fifths of it, the least sure first: ${confidence.bins.map(({ logLoss }) => (Number.isNaN(logLoss) ? 'none' : nats(logLoss))).join(', ')} on ${confidence.on} races`] as const]),
    ...(problem === null ? [] : [['Cannot be used', problem] as const]),
  ]
  return [`${name}@${version}: ${title}`, ...lines.map(([label, text]) => `  ${label.padEnd(14)}${text}`)].join('\n')
}

export function printTuning({ recipe, trials, complete, pruned, failed, before, best, asItIs, file }: TuneAnswer): string {
  const lines = [`${trials} trials of ${recipe}: ${complete} complete, ${pruned} ended early, ${failed} failed${before === 0 ? '' : `; ${before} of them were there already`}.`]
  if (asItIs !== null) lines.push(`The recipe as it stands: ${nats(asItIs)} nats a race.`)
  if (best === null) lines.push('None came to its end.')
  else lines.push(`The best, trial ${best.number + 1}: ${nats(best.loss)}`, ...Object.entries(best.params).map(([param, value]) => `  ${param}  ${String(value)}`), '"racegraph train ... --params-from tuning" takes them.')
  return [...lines, `Trials are in ${file}`].join('\n')
}

export function printShipped({ files, bytes, different, drift, failed }: ShipReport, check: boolean): string {
  return [
    `${files} files, ${Math.round(bytes / 1_024).toLocaleString('en-US')} kB.`,
    ...failed.map(({ recipe, problem }) => `${recipe} was not trained: ${problem}`),
    different.length === 0 ? 'The same as in models/, bit for bit.' : `${check ? 'Not as' : 'New, or not as'} in models/: ${different.length > 5 ? `${different.length} files` : different.join(', ')}${drift === null ? '' : `; log-loss differs by ${drift.toFixed(6)} nats a race at most`}.`,
  ].join('\n')
}
