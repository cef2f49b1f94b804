import type { FeatureCategory } from '../features/registry'
import { categoriesOf } from '../integration/rules'
import type { IntegrationMatrix, RaceExplanation, RunnerExplanation } from './explanation'
import { confidenceSentence, featureSentence, narrativeOf, resolutionSentence, ruleSentence } from './explanation-sentences'

/** What people call a runner. */
export interface RunnerName { readonly number: number | null; readonly horse: string }
export interface ToldReason { readonly kind: 'feature' | 'rule'; readonly name: string; /** Of a feature; null where it is missing, and of rules. */ readonly value: number | null; readonly rank: number | null; /** Of a rule. */ readonly signal: number | null; /** Nats. */ readonly effect: number; readonly sentence: string }
export interface ToldRunner extends RunnerName {
  readonly runnerId: number
  readonly chance: number
  /** ln chance less the mean of the field. */
  readonly logOdds: number
  readonly confidence: { readonly value: number; readonly sentence: string } | null
  readonly narrative: string
  /** The weightiest first, features and rules together. */
  readonly reasons: readonly ToldReason[]
  /** What the rest adds up to, nats: with the reasons it makes the log-odds. */
  readonly rest: number
  readonly contradiction: { readonly inFavour: readonly string[]; readonly against: readonly string[]; readonly decidedBy: string; readonly prevails: string | null; readonly sentence: string } | null
}
/** A rule that spoke, and of whom. */
export interface ToldRule { readonly rule: string; readonly title: string; readonly categories: readonly FeatureCategory[]; readonly weight: number; readonly standardError: number; /** Numbers of runners, whom it moves most first. */ readonly inFavour: readonly RunnerName[]; readonly against: readonly RunnerName[] }
export interface ToldCell { readonly row: FeatureCategory; readonly column: FeatureCategory; readonly strength: number; readonly direction: number; readonly favours: RunnerName | null; readonly hinders: RunnerName | null; readonly reason: string | null }

const NOBODY: RunnerName = { number: null, horse: '' }
type Names = ReadonlyMap<number, RunnerName>
const nameOf = (names: Names, runnerId: number | null): RunnerName | null => (runnerId === null ? null : names.get(runnerId) ?? NOBODY)
const known = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** Runners with their weightiest reasons, in the order of their chances. */
export function toldRunners(explanation: RaceExplanation, names: Names, top: number): readonly ToldRunner[] {
  return explanation.runners.map((runner): ToldRunner => {
    const { runnerId, chance, logOdds, confidence, resolution } = runner
    const reasons = reasonsOf(runner).slice(0, top)
    return {
      runnerId, ...(names.get(runnerId) ?? NOBODY), chance, logOdds, confidence: confidence === null ? null : { value: confidence.value, sentence: confidenceSentence(confidence) }, narrative: narrativeOf(runner, explanation),
      reasons, rest: logOdds - reasons.reduce((sum, { effect }) => sum + effect, 0),
      contradiction: resolution === null ? null : { inFavour: resolution.inFavour, against: resolution.against, decidedBy: resolution.decidedBy, prevails: resolution.prevails, sentence: resolutionSentence(resolution) },
    }
  }).sort((a, b) => b.chance - a.chance || (a.number ?? Infinity) - (b.number ?? Infinity))
}
const reasonsOf = ({ features, rules }: RunnerExplanation): readonly ToldReason[] => [
  ...features.map((part): ToldReason => ({ kind: 'feature', name: part.feature, value: known(part.value), rank: part.rank, signal: null, effect: part.effect, sentence: featureSentence(part) })),
  ...rules.map((part): ToldReason => ({ kind: 'rule', name: part.rule.id, value: null, rank: null, signal: part.signal, effect: part.effect, sentence: ruleSentence(part) })),
].filter(({ effect }) => effect !== 0).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))

/** Rules that spoke of somebody with a weight, those that move most first. */
export function toldRules({ runners }: RaceExplanation, names: Names): readonly ToldRule[] {
  const heard = new Map<string, { readonly told: Omit<ToldRule, 'inFavour' | 'against'>; readonly spoke: { readonly runnerId: number; readonly strength: number }[] }>()
  for (const { runnerId, rules } of runners) {
    for (const { rule, weight, strength } of rules) {
      if (strength === 0) continue
      const one = heard.get(rule.id) ?? { told: { rule: weight.rule, title: rule.title, categories: categoriesOf(rule), weight: weight.weight, standardError: weight.standardError }, spoke: [] }
      one.spoke.push({ runnerId, strength })
      heard.set(rule.id, one)
    }
  }
  const sized = [...heard.values()].map(({ told, spoke }) => {
    const side = (sign: 1 | -1): readonly RunnerName[] => spoke.filter(({ strength }) => strength * sign > 0).sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength)).map(({ runnerId }) => names.get(runnerId) ?? NOBODY)
    return { size: spoke.reduce((sum, { strength }) => sum + Math.abs(strength), 0), rule: { ...told, inFavour: side(1), against: side(-1) } }
  })
  return sized.sort((a, b) => b.size - a.size || (a.rule.rule < b.rule.rule ? -1 : 1)).map(({ rule }) => rule)
}

/** Cells in which two categories work on each other, the strongest first, each pair once. */
export const toldCells = ({ cells, categories }: IntegrationMatrix, names: Names, top: number): readonly ToldCell[] => cells
  .filter(({ row, column, strength }) => strength > 0 && categories.indexOf(row) < categories.indexOf(column))
  .toSorted((a, b) => b.strength - a.strength).slice(0, top)
  .map(({ row, column, strength, direction, favours, hinders, reason }) => ({ row, column, strength, direction, favours: nameOf(names, favours), hinders: nameOf(names, hinders), reason }))
