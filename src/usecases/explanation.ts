import type { Confidence } from '../integration/confidence'
import type { AnyRule } from '../integration/define'
import type { Resolution } from '../integration/resolution'
import type { RuleWeight } from '../integration/weights'
import type { FeatureCategory, FeatureName } from '../features/registry'
import type { FullPrediction } from './predict-races'

/** What a feature does for a runner. */
export interface FeaturePart {
  readonly feature: FeatureName
  /** NaN where missing. */
  readonly value: number
  /** In the field, 1 = highest value; null where it is missing or the same for the whole race. */
  readonly rank: number | null
  /** Runners of the race that have a value. */
  readonly known: number
  /** Nats, less the mean of the field. */
  readonly effect: number
}
/** What a rule that speaks of a runner does for it. */
export interface RulePart {
  readonly rule: AnyRule
  readonly weight: RuleWeight
  readonly signal: number
  /** What it says of this runner, a clause. */
  readonly said: string
  /** Nats before what contradicted it was decided and before the model's trust in rules: weight x signal. */
  readonly strength: number
  /** Nats, less the mean of the field, as it counts in the score. A rule that is silent about a runner still has an effect where others gain by it. */
  readonly effect: number
}
export interface CategoryPart { readonly category: FeatureCategory; /** Nats, features alone. */ readonly effect: number }

/** Why a model gives a runner its chance: ln chance = baseline + sum of the effects of features + sum of those of rules. */
export interface RunnerExplanation {
  readonly runnerId: number
  readonly chance: number
  /** ln chance less the mean of the field: the sum of all effects. */
  readonly logOdds: number
  /** The weightiest first; those without effect too. */
  readonly features: readonly FeaturePart[]
  /** The weightiest first; only rules that speak of the runner or have an effect. */
  readonly rules: readonly RulePart[]
  readonly categories: readonly CategoryPart[]
  /** Null where no rules contradict each other. */
  readonly resolution: Resolution | null
  readonly confidence: Confidence | null
}
/** `EXACT`: sums hold to rounding. `INTEGRATED_GRADIENTS`: so they do, but how much is due to which feature is by 32 steps along the way from the mean of the field. */
export type ExplanationMethod = 'EXACT' | 'INTEGRATED_GRADIENTS'
export interface RaceExplanation {
  readonly prediction: FullPrediction
  readonly method: ExplanationMethod
  /** Mean ln chance of the field: what a runner with no effects has. */
  readonly baseline: number
  readonly runners: readonly RunnerExplanation[]
  readonly confidence: Confidence | null
}

/** A chance under one other circumstance, all features of the race computed anew. */
export interface Counterfactual {
  readonly runnerId: number
  readonly kind: 'BARRIER' | 'WEIGHT' | 'JOCKEY' | 'GEAR' | 'GOING' | 'SCRATCHING'
  /** `from barrier 4 instead of 13` */
  readonly change: string
  readonly chance: number
  readonly was: number
}

/** How two categories work on each other in a race. */
export interface MatrixCell {
  readonly row: FeatureCategory
  readonly column: FeatureCategory
  /** Mean size of what its rules say over the runners, nats; on the diagonal of what the features of the category do. */
  readonly strength: number
  /** -1 to 1 for the runner asked about, else for whom it favours most: share of strength that is in favour less what is against. */
  readonly direction: number
  /** Mean size of what it changes in this model's scores, nats. */
  readonly effect: number
  /** Runner whom it favours most and whom least; null where it is silent. */
  readonly favours: number | null
  readonly hinders: number | null
  /** What the weightiest of its rules says of the runner it moves most, one sentence; null where it is silent. */
  readonly reason: string | null
}
/** 21 x 21 and symmetric. */
export interface IntegrationMatrix { readonly raceId: number; readonly categories: readonly FeatureCategory[]; /** Row by row. */ readonly cells: readonly MatrixCell[] }
