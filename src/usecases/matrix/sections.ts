import { fixed, grouped, percent } from '../report/numbers'
import { referenceOf } from './reference'
import type { BaseMeasure, Difference, Finding, MatrixReport, PairMeasure, RuleMeasure } from './report'
import { FINDING_WORDS, VERDICT_WORDS } from './verdict'

/** A table with what there is to say of it, as text and Markdown show it. */
export interface MatrixSection { readonly title: string; readonly notes: readonly string[]; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; /** Columns of words; the others are numbers. */ readonly words: readonly number[] }

/** Nats with their sign; four digits. JSON has null for what is not a number. */
const signed = (value: number | null, digits = 4): string => {
  const text = fixed(value, digits)
  return text === '-' ? text : Number(text) === 0 ? (0).toFixed(digits) : Number(text) > 0 ? `+${text}` : text
}
const withError = (of: { readonly difference: number; readonly standardError: number } | null): string => (of === null ? '-' : `${signed(of.difference)} (${fixed(of.standardError, 4)})`)
const interval = (of: Difference | null): string => (of === null ? '-' : `${signed(of.low)} to ${signed(of.high)}`)
const WEIGHED_WORDS: Readonly<Record<RuleMeasure['as'], string>> = { FITTED: '', CAPPED: 'capped', NOT_DISTINGUISHABLE: 'not told from 0', TOO_FEW: 'too few races' }

export const worldOf = ({ source, from, to, races }: MatrixReport): string => `${source === 'SYNTHETIC' ? 'SYNTHETIC (invented races), ' : source === 'HKJC' ? 'Hong Kong, ' : `${source}, `}${from} to ${to}, ${grouped(races)} races`
export const judgedText = ({ judged: { from, to }, by }: MatrixReport): string =>
  `Judged from ${from} to ${to}. Each ${by === 'SEASONS' ? 'season' : 'part'} has a base that was fitted on all races before it, and rules that were weighed on what such bases said of the ${by === 'SEASONS' ? 'seasons' : 'parts'} between: nothing that is judged was fitted on.`

const wholeOf = ({ bases, marketLabel }: MatrixReport): MatrixSection => ({
  title: 'The whole matrix', words: [0], head: ['base', 'races', 'log-loss', 'with rules', 'difference (se)', '95%'],
  notes: [
    'Log-loss in nats a race; below 0 is better. The base is at the power that fits the races best that rules were weighed on, so that rules are not praised for setting its chances right. Intervals: races drawn anew, 2,000 times.',
    ...(marketLabel > 0 && bases.some(({ usesPrices }) => !usesPrices) ? [`Over bases without prices rules learn from who won and, to a share of ${marketLabel}, from the chances by the starting prices of those earlier races; no price is read to predict, and all is judged by who won.`] : []),
  ],
  rows: bases.map(({ recipe, races, logLoss, withRules, whole }) => [recipe, grouped(races), fixed(logLoss, 4), fixed(withRules, 4), withError(whole), interval(whole)]),
})
const partsOf = ({ bases, by }: MatrixReport): MatrixSection => ({
  title: by === 'SEASONS' ? 'Season by season' : 'Part by part', words: [0, 1], notes: ['Damping: share of its effect that the side loses which a contradiction is decided against, chosen on the races that rules were weighed on.'],
  head: ['base', by === 'SEASONS' ? 'season' : 'part', 'races', 'log-loss', 'with rules', 'difference', 'weighed on', 'rules with a weight', 'damping'],
  rows: bases.flatMap(({ recipe, parts }) => parts.map(({ label, races, logLoss, withRules, weighedRaces, rulesKept, damping }) => [recipe, label, grouped(races), fixed(logLoss, 4), fixed(withRules, 4), signed(withRules - logLoss), grouped(weighedRaces), String(rulesKept), String(damping)])),
})
const pairsOf = ({ recipe, pairs }: BaseMeasure, isReal: boolean): MatrixSection => ({
  title: `Pairs of categories, over ${recipe}`, words: [0, 1],
  notes: [
    'All rules in which these categories work on each other, added to the base at once; and the whole matrix without them (above 0: worse without).',
    ...(isReal ? ['The reference is another modeller\'s, on other races (2,420 of Hong Kong) and on top of another base: what his one signal for the pair changed. It says of what size such things are, not what must come out here.'] : []),
  ],
  head: ['pair', 'rules', 'added alone (se)', '95%', 'whole without it (se)', ...(isReal ? ['reference (se)'] : [])],
  rows: byDifference(pairs).map(({ categories, rules, alone, leftOut }) => [categories.join(' x '), String(rules.length), withError(alone), interval(alone), withError(leftOut), ...(isReal ? [withError(referenceOf(categories))] : [])]),
})
const rulesOf = ({ recipe, rules }: BaseMeasure, cap: number): MatrixSection => ({
  title: `Rules, over ${recipe}`, words: [0, 8],
  notes: [
    `Helps: better by an interval without 0, added alone or in the whole. Does no harm: better, but not by more than chance may. Kept at zero: its weight is not told from 0 beside the others, and it adds nothing. Weights are those of the last fit, nats for a signal of 1, ${cap} at most.`,
    'Of every twenty intervals one lies beside the truth: read single rules with that in mind.',
  ],
  head: ['rule', 'added alone (se)', '95%', 'whole without it (se)', '95%', 'weight', 'se', 'speaks of', 'verdict'],
  rows: byDifference(rules).map(({ rule, alone, leftOut, weight, standardError, as, share, verdict }) => [rule, withError(alone), interval(alone), withError(leftOut), interval(leftOut), signed(weight, 3), fixed(standardError, 3), percent(share), `${VERDICT_WORDS[verdict]}${WEIGHED_WORDS[as] === '' || verdict === 'KEPT_AT_ZERO' && as === 'NOT_DISTINGUISHABLE' ? '' : ` (${WEIGHED_WORDS[as]})`}`]),
})
const byDifference = <T extends Pick<PairMeasure, 'alone'>>(all: readonly T[]): readonly T[] => all.toSorted((a, b) => a.alone.difference - b.alone.difference)

const hierarchyOf = ({ hierarchy: { from, to, races, ranks } }: MatrixReport): MatrixSection => ({
  title: 'Hierarchy of categories', words: [1], head: ['rank', 'category', 'lost without it'],
  notes: [`Log-loss, nats a race, that a conditional logit of all features loses when it is fitted without the category, on ${grouped(races)} races from ${from} to ${to}, before all that is judged; the market: what a model with prices gains. It decides between rules that contradict each other on evidence that is as good. Each model has its own in its artefact.`],
  rows: ranks.map(({ category, loss }, i) => [String(i + 1), category, signed(loss)]),
})
const confidenceOf = ({ confidence }: MatrixReport): MatrixSection => ({
  title: 'Confidence', words: [0], head: ['model', 'confidence', 'races', 'log-loss', '95%', 'pseudo-R2'],
  notes: ['Held-out races by the confidence that the model had in them, in five bins. Pseudo-R2 takes out that small fields are easier: 1 - log-loss / that of equal chances.'],
  rows: confidence.flatMap(({ model, bins }) => bins.map((bin) => [model, `${bin.from.toFixed(1)} to ${bin.to.toFixed(1)}`, grouped(bin.races), fixed(bin.logLoss, 4), `${fixed(bin.low, 4)} to ${fixed(bin.high, 4)}`, fixed(bin.pseudoR2, 4)])),
})

const FINDINGS: readonly Finding[] = ['FOUND', 'FOUND_ALONE', 'NOT_FOUND', 'WRONG_SIGN', 'FOUND_THOUGH_NOT_PLANTED', 'TELLS_OF_ABILITY', 'RIGHTLY_NOT_FOUND']
const findingsOf = ({ recipe, rules }: BaseMeasure): MatrixSection => ({
  title: `Planted and found, over ${recipe}`, words: [0, 5], head: ['rule', 'weight', 'se', 'weight alone', 'z alone', 'finding'],
  notes: [
    `${FINDINGS.map((finding) => `${FINDING_WORDS[finding]}: ${rules.filter((one) => one.finding === finding).length}`).join('; ')}.`,
    'Signals are for the runner, so that what was planted must come out above 0. Found: with a weight beside all other rules. Alone: 1.96 standard errors from 0 with nothing else added.',
    'Rules of class, fitness, form, horse, sectionals and speed alone multiply two numbers that tell of one ability: that tells of it in any world in which horses differ, and is counted apart.',
  ],
  rows: rules.toSorted((a, b) => FINDINGS.indexOf(a.finding as Finding) - FINDINGS.indexOf(b.finding as Finding) || b.weight - a.weight).map(({ rule, weight, standardError, aloneWeight, aloneZ, finding }) => [rule, signed(weight, 3), fixed(standardError, 3), signed(aloneWeight, 3), signed(aloneZ, 1), finding === null ? '' : FINDING_WORDS[finding]]),
})

/** What a report says in so many words. */
export function summaryOf({ bases, source }: MatrixReport): readonly string[] {
  return bases.flatMap(({ recipe, whole, rules, pairs }) => {
    const named = (verdict: RuleMeasure['verdict']): readonly string[] => rules.filter((one) => one.verdict === verdict).map(({ rule }) => rule.slice(0, rule.lastIndexOf('@')))
    const told = whole.high < 0 ? `Rules make ${recipe} better by ${(-whole.difference).toFixed(4)} nats a race (${(-whole.high).toFixed(4)} to ${(-whole.low).toFixed(4)})` : whole.low > 0 ? `Rules make ${recipe} worse by ${whole.difference.toFixed(4)} nats a race` : `Rules do not make ${recipe} better or worse by more than chance may (${signed(whole.difference)})`
    const helps = byDifference(pairs).filter(({ alone }) => alone.high < 0).map(({ categories }) => categories.join(' x '))
    const list = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '))
    return [
      `${told}${source === 'SYNTHETIC' ? ', in an invented world' : ''}.`,
      `Over ${recipe}, pairs that help by themselves: ${list(helps)}.`,
      `Over ${recipe}, rules that help: ${list(named('HELPS'))}. With a weight, but not to be told to help: ${list([...named('NO_HARM'), ...named('NOT_DISTINGUISHABLE')])}. Did harm: ${list(named('HARMS'))}. Kept at zero: ${named('KEPT_AT_ZERO').length} of ${rules.length}.`,
    ]
  })
}
/** The sections of a report, in the order in which they are read. */
export const matrixSections = (report: MatrixReport): readonly MatrixSection[] => [
  wholeOf(report), partsOf(report), ...(report.source === 'SYNTHETIC' ? report.bases.map(findingsOf) : []), ...report.bases.flatMap((base) => [pairsOf(base, report.source !== 'SYNTHETIC'), rulesOf(base, report.cap)]), hierarchyOf(report), ...(report.confidence.length === 0 ? [] : [confidenceOf(report)]),
]
