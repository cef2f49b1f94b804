import type { Cut, EvaluationReport, Importance, Scores } from '../../models/evaluation/report'
import type { Section } from '../report/html'
import { between, fixed, grouped, percent, signed } from '../report/numbers'

/** A part of the report, by what it is about. */
export interface EvaluationSection extends Section { readonly key: 'scores' | 'paired' | 'picks' | 'calibration' | 'prices' | 'staking' | 'truth' | 'importance' | 'ablation' | keyof EvaluationReport['cuts'] }

/** Differences below this are rounding. */
const NOTHING = 1e-9

const SCORES = ['log-loss', 'pseudo-R2', 'top 1', 'top 3', 'Brier', 'AUC']
const cells = ({ logLoss, pseudoR2, top1, top3, brier, auc }: Scores): readonly string[] => [fixed(logLoss, 4), fixed(pseudoR2, 4), percent(top1), percent(top3), fixed(brier, 4), fixed(auc, 3)]

const CUTS: readonly (readonly [keyof EvaluationReport['cuts'], string, string])[] = [
  ['season', 'By season', 'season'], ['venue', 'By venue', 'venue'], ['fieldSize', 'By field size', 'runners'], ['class', 'By class', 'class'], ['oddsBand', 'By price of the favourite', 'price'],
]
const cutSection = (key: EvaluationSection['key'], title: string, name: string, cuts: readonly Cut[]): EvaluationSection => ({
  key, title, notes: [], words: [0], head: [name, 'races', 'log-loss', 'market', 'difference', '95%', 'top 1', 'market', 'top 3', 'AUC'],
  rows: cuts.map(({ of, model, market, paired }) => [of, grouped(model.races), fixed(model.logLoss, 4), fixed(market?.logLoss ?? null, 4), signed(paired?.difference ?? null), between(paired?.low ?? null, paired?.high ?? null, signed), percent(model.top1), percent(market?.top1 ?? null), percent(model.top3), fixed(model.auc, 3)]),
})
/** Features that are shown; all are in the JSON. */
const MOST_FEATURES = 40
const lossRows = (all: readonly Importance[], most = all.length): EvaluationSection['rows'] => all.slice(0, most).map(({ name, loss, low, high }) => [name, signed(loss), between(low, high, signed)])

/** The sections of a report, in the order in which they are read. */
export function sectionsOf(report: EvaluationReport): readonly EvaluationSection[] {
  const { scores, market, uniformLogLoss, paired, picks, calibration, prices, staking, cuts, importance, ablation, truth } = report
  const parts: (EvaluationSection | null)[] = [
    {
      key: 'scores', title: 'Scores', words: [0], head: ['', ...SCORES],
      notes: [`Log-loss in nats a race, lower is better; equal chances have ${fixed(uniformLogLoss, 4)}. Pseudo-R2 is Benter's. Top 3: the winner is among the three highest chances.`],
      rows: [[report.model, ...cells(scores)], ...(market === null ? [] : [['market (1 / starting price)', ...cells(market)]])],
    },
    paired.length === 0 ? null : {
      key: 'paired', title: 'Against others, race by race', words: [0, 4], head: ['against', 'races', 'difference', '95%', ''], notes: ['Log-loss of the model less that of the other; below 0 the model is better. Intervals by drawing races anew.'],
      rows: paired.map(({ against, races, difference, low, high }) => [against, grouped(races), signed(difference), between(low, high, signed), high < -NOTHING ? 'better' : low > NOTHING ? 'worse' : 'cannot be told apart']),
    },
    truth === null ? null : {
      key: 'truth', title: 'Against the truth', words: [0], head: ['', 'distance', 'log-loss'],
      notes: [`SYNTHETIC races: the chances by which winners were drawn are known in ${grouped(truth.races)} of them. Distance is Kullback-Leibler's, nats a race.${truth.intervalCoverage === null ? '' : ` The 90% intervals of the model hold ${percent(truth.intervalCoverage)} of the true chances.`}`],
      rows: [['truth', fixed(0, 4), fixed(truth.logLoss, 4)], [report.model, fixed(truth.distance, 4), fixed(scores.logLoss, 4)], ...(truth.marketDistance === null ? [] : [['market', fixed(truth.marketDistance, 4), fixed(truth.marketLogLoss, 4)]])],
    },
    { key: 'picks', title: 'Top pick of each race', words: [], head: ['accuracy', 'precision', 'recall', 'F1'], notes: ['Accuracy counts every runner, and most lose: it says little.'], rows: [[percent(picks.accuracy), percent(picks.precision), percent(picks.recall), percent(picks.f1)]] },
    {
      key: 'calibration', title: 'Calibration', words: [], head: ['foretold', 'won', '95%', 'runners'],
      notes: [`ECE ${fixed(calibration.ece, 4)} over ${calibration.points.length} groups of equally many runners; true chances would have ${fixed(calibration.byLuck, 4)} by luck alone in a sample of this size.`],
      rows: calibration.points.map(({ predicted, observed, runners, low, high }) => [percent(predicted, 2), percent(observed, 2), between(low, high, (value) => percent(value, 2)), grouped(runners)]),
    },
    prices === null ? null : {
      key: 'prices', title: 'By starting price', words: [0], head: ['price', 'runners', 'model', 'market', 'won', 'a unit on each'], notes: ['Mean chances of the runners in a band, and how many of them won.'],
      rows: prices.map(({ of, runners, model, market: told, observed, roi }) => [of, grouped(runners), percent(model, 2), percent(told, 2), percent(observed, 2), percent(roi)]),
    },
    staking.length === 0 ? null : {
      key: 'staking', title: 'Staking', words: [0, 7], head: ['rule', 'bets', 'days', 'end', 'return', '95%', '', 'what it does'],
      notes: ['Paid at the starting price, which is known only after the off, without commission or deductions. Intervals by drawing race days anew, from 20 days on. An edge is claimed only where the whole interval is above 0.'],
      rows: staking.map(({ rule, bets, days, end, roi, low, high, edge, description }) => [rule, grouped(bets), grouped(days), fixed(end, 2), percent(roi), between(low, high, percent), edge ? 'edge' : 'no edge', description]),
    },
    ...CUTS.map(([key, title, name]) => (cuts[key].length === 0 ? null : cutSection(key, title, name, cuts[key]))),
    importance === null ? null : {
      key: 'importance', title: 'What matters when it is shuffled', words: [0], head: ['', 'log-loss lost', '95%'],
      notes: [`Log-loss lost when the values are dealt out anew among all runners; what several features tell is missed by none of them alone.${importance.features.length > MOST_FEATURES ? ` The first ${MOST_FEATURES} of ${importance.features.length} features; all are in the JSON.` : ''}`],
      rows: [...lossRows(importance.categories), ...lossRows(importance.features, MOST_FEATURES)],
    },
    ablation === null ? null : { key: 'ablation', title: 'What is lost without it', words: [0], head: ['category', 'log-loss lost', '95%'], notes: ['The model fitted again without each category.'], rows: lossRows(ablation) },
  ]
  return parts.flatMap((part) => (part === null ? [] : [part]))
}

const PRICES = { closing: ' with starting prices', 'as-of': ' with the prices of then' } as const

/** What the reader must know first. */
export function warningsOf({ synthetic, inSample, validated, leftOut, sources, asOf, marketAt, trainedSeeing }: EvaluationReport): readonly string[] {
  return [
    ...(synthetic ? ['SYNTHETIC: these races are invented. Nothing here says how the model does on real ones.'] : []),
    ...(inSample ? ['IN SAMPLE: the model was trained on some of these races. The scores are too good; ask for later days.'] : []),
    ...(validated && !inSample ? ['Some of these races were used to choose the model (rounds, weights, temperature): the scores are a little too good.'] : []),
    ...(trainedSeeing !== null && (trainedSeeing.asOf !== asOf || trainedSeeing.market !== marketAt) ? [`The model was trained on races as of ${trainedSeeing.asOf}${PRICES[trainedSeeing.market]}, and is judged as of ${asOf}${PRICES[marketAt]}.`] : []),
    ...(sources.length > 1 ? [`Races of ${sources.join(' and ')} together: --source takes one of them.`] : []),
    ...Object.entries(leftOut).map(([reason, races]) => `${grouped(races)} ${races === 1 ? 'race is' : 'races are'} left out: ${reason}.`),
  ]
}
export const headingOf = ({ model, sources, from, to, scores, asOf, marketAt, minBook }: EvaluationReport): string =>
  `${model} on ${sources.join(' and ')}, ${from} to ${to}: ${grouped(scores.races)} races, ${grouped(scores.runners)} runners, as of ${asOf}${PRICES[marketAt]}${minBook === null ? '' : `, books above ${minBook}`}`
