import type { FeatureCategory } from '../features/registry'
import type { AnyRule } from './define'

/** A rule that speaks of a runner. */
export interface Voice {
  readonly rule: AnyRule
  /** Nats, before anything is decided; above 0 for the runner. */
  readonly effect: number
  /** 0 to 1, see `evidenceOf`. */
  readonly evidence: number
}
/** By what a contradiction was decided; `NOBODY`: both sides stand. */
export type DecidedBy = 'EVIDENCE' | 'PRIORITY' | 'MARKET' | 'NOBODY'
export interface Resolution {
  /** Ids of rules, the weightiest first. */
  readonly inFavour: readonly string[]
  readonly against: readonly string[]
  readonly decidedBy: DecidedBy
  readonly prevails: 'IN_FAVOUR' | 'AGAINST' | null
  /** How it was decided, one sentence. */
  readonly because: string
}
export interface Bench {
  /** Categories, the most telling first. */
  readonly hierarchy: readonly FeatureCategory[]
  /** The market's chance of the runner over the model's without rules, natural logarithm; null where the model reads no prices. */
  readonly market: number | null
  readonly damping: number
}
