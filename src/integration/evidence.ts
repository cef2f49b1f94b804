import type { FeatureName } from '../features/registry'
import type { AnyRule, Directness } from './define'
import type { RuleWeight } from './weights'

/** How much what a rule judges by counts, all else alike: a horse's own runs before anything else, relatives last. */
export const DIRECTNESS_COUNTS: Readonly<Record<Directness, number>> = { own: 1, prices: 0.9, people: 0.8, course: 0.7, field: 0.6, relatives: 0.5 }
/** So many starts are half of what any number of them could tell. */
export const HALF_TOLD_STARTS = 10
/** Days after which the last run tells half of what it told. */
export const HALF_LIFE_DAYS = 365
/** Standard errors that a weight lies from 0 from which on it counts in full. */
const SURE_AT = 4
/** What a course, a field or a price tells does not wait for the horse to run. */
const AGELESS: ReadonlySet<Directness> = new Set(['course', 'field', 'prices'])

/** What evidence reads beside what rules declare: a model with rules has these among its features. */
export const EVIDENCE_READS = ['fitness.daysSinceRun'] as const satisfies readonly FeatureName[]
/** `lnStarts`: value of the rule's `sample`, ln(1 + starts), whatever it is where the rule has none. `daysSinceRun`: of the horse, NaN unknown. */
export interface Grounds { readonly lnStarts: number; readonly daysSinceRun: number }

/**
 * How good the grounds are on which a rule speaks of a runner, 0 to 1: directness x n / (n + 10) x 2^(-days / 365) x min(1, |weight / standard error| / 4).
 * Starts n count where the rule rests on a `sample`; an unknown number of them is none. Days since the last run count where it judges by
 * horses and people, and not where they are unknown.
 */
export const evidenceOf = (rule: AnyRule, weight: Pick<RuleWeight, 'weight' | 'standardError'>, { lnStarts, daysSinceRun }: Grounds): number =>
  standingOf(rule, weight) * (rule.sample === null ? 1 : sampleCounts(lnStarts)) * (AGELESS.has(rule.directness) ? 1 : recencyCounts(daysSinceRun))

/** The same by row of columns, for a whole table: what does not change from row to row is worked out once. A column that is not there is unknown. */
export function evidenceByRow(rule: AnyRule, weight: Pick<RuleWeight, 'weight' | 'standardError'>, columns: ReadonlyMap<FeatureName, Float64Array>): (row: number) => number {
  const standing = standingOf(rule, weight)
  const starts = rule.sample === null ? null : columns.get(rule.sample) ?? new Float64Array()
  const days = AGELESS.has(rule.directness) ? null : columns.get(EVIDENCE_READS[0]) ?? null
  return (row) => standing * (starts === null ? 1 : sampleCounts(starts[row] ?? NaN)) * (days === null ? 1 : recencyCounts(days[row] as number))
}

function standingOf({ directness }: AnyRule, { weight, standardError }: Pick<RuleWeight, 'weight' | 'standardError'>): number {
  const sure = Math.abs(weight / standardError) / SURE_AT
  return DIRECTNESS_COUNTS[directness] * (weight === 0 || Number.isNaN(sure) ? 0 : Math.min(1, sure))
}
function sampleCounts(lnStarts: number): number {
  const starts = Math.expm1(lnStarts)
  return starts > 0 ? (starts === Infinity ? 1 : starts / (starts + HALF_TOLD_STARTS)) : 0
}
const recencyCounts = (days: number): number => (days > 0 ? 2 ** (-days / HALF_LIFE_DAYS) : 1)
