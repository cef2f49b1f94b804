import type { FeatureCategory } from '../features/registry'

/**
 * What became of a rule when it was weighed. `NOT_DISTINGUISHABLE`: its 95% interval holds 0, so it is kept at 0. `TOO_FEW`: it spoke in too few
 * races to be weighed, and is kept at 0. `CAPPED`: it was weighed at more than the cap.
 */
export type WeighedAs = 'FITTED' | 'CAPPED' | 'NOT_DISTINGUISHABLE' | 'TOO_FEW'

/** One rule as it was weighed on races that the model under it had not been fitted on. */
export interface RuleWeight {
  /** `barrier-track.insideOnHard@1` */
  readonly rule: string
  /** Nats that a signal of 1 adds to the score; 0 where it is not distinguishable from 0. */
  readonly weight: number
  /** The same with all rules weighed together, before any was set to 0 or capped. */
  readonly fitted: number
  readonly standardError: number
  /** Races in which it spoke of anybody, and runners that it spoke of. */
  readonly races: number
  readonly runners: number
  readonly as: WeighedAs
  /** Change of the log-loss a race when it alone is left out, on races after all that it was weighed on (below 0: better without); null where there were none. */
  readonly ablation: { readonly difference: number; readonly low: number; readonly high: number; readonly races: number } | null
}

/** How much better than without it a model is for a category of features, out of sample: the first is the most telling. */
export interface CategoryRank { readonly category: FeatureCategory; /** Nats a race that are lost without it. */ readonly loss: number }

/** Rules as they work on top of one model. Plain JSON, part of the artefact. */
export interface FittedRules {
  readonly rules: readonly RuleWeight[]
  /** No weight is beyond it, nats. */
  readonly cap: number
  /** Share of the weights that holds on top of this model, 0 to 1: what it knows already counts less. */
  readonly trust: number
  /** Share of its effect that the side loses which a contradiction is decided against, 0 to 1. */
  readonly damping: number
  /** Power of the scores of the model under it. */
  readonly power: number
  /** Recipe whose scores the weights were fitted on top of, walking forward. */
  readonly learntOver: string
  readonly weighedOn: { readonly from: string; readonly to: string; readonly races: number }
  /** The most telling first. */
  readonly hierarchy: readonly CategoryRank[]
}
