import type { DataSource } from '../../domain/vocabulary'
import type { FeatureCategory } from '../../features/registry'
import type { ConfidenceBin } from '../../integration/confidence'
import type { CategoryRank, WeighedAs } from '../../integration/weights'

/** Change of the log-loss by what is added or left out, nats a race, on the same races: below 0 is better. `low` and `high`: 95%, races drawn anew. */
export interface Difference { readonly difference: number; readonly standardError: number; readonly low: number; readonly high: number }
/** What the numbers of a rule amount to. */
export type RuleVerdict = 'HELPS' | 'NO_HARM' | 'NOT_DISTINGUISHABLE' | 'HARMS' | 'KEPT_AT_ZERO'
/** What was put into an invented world, and whether it was found there. */
export type Finding = 'FOUND' | 'FOUND_ALONE' | 'NOT_FOUND' | 'WRONG_SIGN' | 'RIGHTLY_NOT_FOUND' | 'TELLS_OF_ABILITY' | 'FOUND_THOUGH_NOT_PLANTED'

export interface Measured {
  /** With this and nothing else added to the base. */
  readonly alone: Difference
  /** The whole without it, nothing weighed anew: above 0 is worse without. Null where it adds nothing. */
  readonly leftOut: Difference | null
}
export interface RuleMeasure extends Measured {
  /** `barrier-track.insideOnHard@1` */
  readonly rule: string
  readonly title: string
  readonly categories: readonly FeatureCategory[]
  /** In the last fit of all rules together, nats. */
  readonly weight: number
  readonly standardError: number
  readonly as: WeighedAs
  /** In the last fit of it alone, neither capped nor kept at 0, and how many standard errors that lies from 0. */
  readonly aloneWeight: number
  readonly aloneZ: number
  /** Of the judged runners, those that it speaks of. */
  readonly share: number
  readonly verdict: RuleVerdict
  /** Null where the races are real. */
  readonly finding: Finding | null
}
/** All rules in which these categories, two or three, work on each other. */
export interface PairMeasure extends Measured { readonly categories: readonly FeatureCategory[]; readonly rules: readonly string[] }

/** What rules add to one model without rules. */
export interface BaseMeasure {
  readonly recipe: string
  readonly title: string
  readonly usesPrices: boolean
  readonly races: number
  readonly runners: number
  /** At the power that fits the races best that rules were weighed on. */
  readonly logLoss: number
  readonly withRules: number
  readonly whole: Difference
  /** Part by part, in order of time. */
  readonly parts: readonly { readonly label: string; readonly races: number; readonly logLoss: number; readonly withRules: number; readonly weighedRaces: number; readonly rulesKept: number; readonly damping: number }[]
  readonly rules: readonly RuleMeasure[]
  readonly pairs: readonly PairMeasure[]
}
export interface ModelBins { readonly model: string; readonly bins: readonly ConfidenceBin[] }

export interface MatrixReport {
  readonly kind: 'matrix'
  readonly source: DataSource
  /** Days of the first and last race at hand. */
  readonly from: string
  readonly to: string
  readonly races: number
  readonly judged: { readonly from: string; readonly to: string }
  /** What parts are: seasons from August to July, or equal parts where there are fewer than four. */
  readonly by: 'SEASONS' | 'PARTS'
  readonly cap: number
  /** Share of what rules over a base without prices learn that the chances by the starting prices of earlier races take over from who won. */
  readonly marketLabel: number
  readonly featureSet: string
  readonly hierarchy: { readonly from: string; readonly to: string; readonly races: number; readonly ranks: readonly CategoryRank[] }
  readonly bases: readonly BaseMeasure[]
  readonly confidence: readonly ModelBins[]
}
