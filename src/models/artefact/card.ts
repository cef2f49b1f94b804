import type { ConfidenceBin } from '../../integration/confidence'
import type { EvaluationReport } from '../evaluation/report'
import type { Discounts } from '../exotics/discounts'
import type { ModelKind, Params } from '../model'

/** One version of a model. Versions of a name count up from 1. */
export interface ModelRef { readonly name: string; readonly version: number }
/** Names that always resolve: the best of all, and the best that sees no price of the race. */
export const ALIASES = ['champion', 'fundamentals'] as const
export type Alias = (typeof ALIASES)[number]

export interface DataRange { readonly from: string; readonly to: string; readonly races: number; readonly runners: number }
/** What a model is, for people and for whoever loads it. `card.json` in its folder. */
export interface ModelCard extends ModelRef {
  readonly kind: ModelKind
  readonly title: string
  readonly purpose: string
  readonly notFor: string
  readonly limits: readonly string[]
  /** Reads a price of the race itself. */
  readonly usesPrices: boolean
  /** `form.winRate@2`, in the order of the registry. */
  readonly features: readonly string[]
  readonly featureSet: string
  /** Of these, the ones that no runner of the training races had: they are not missed. */
  readonly neverKnown?: readonly string[]
  /** Of these, the ones that everybody lacked in more than one of a hundred training races: a race without them is no worse than usual. */
  readonly oftenUnknown?: readonly string[]
  readonly data: {
    /** SYNTHETIC data are an invented world: its models know nothing of real racing. */
    readonly sources: readonly string[]
    readonly train: DataRange
    readonly validate: DataRange | null
    /** Fitted again on training and validation together, after every choice was made. */
    readonly refitted: boolean
    /** SHA-256 of all numbers that it was fitted on. */
    readonly digest: string
    /** When features were seen (`off`, `off-60m`) and which prices: `closing` ones are starting prices. */
    readonly seenAt?: { readonly asOf: string; readonly market: 'closing' | 'as-of' }
  }
  /** SHA-256 of all that decides what a fit gives: recipe, parameters, features, seed, data. The same again would give the same model. */
  readonly fitDigest?: string
  readonly seed: number
  readonly params: Params
  /** Other models that it is made of, by recipe. */
  readonly members: readonly string[]
  /** Multiplies the spread of members so that intervals hold what they promise; null where there is no spread. */
  readonly intervalFactor: number | null
  /** Powers by which second and third are run for, fitted on the validation races (`fitDiscounts`); Harville's where there are none. */
  readonly discounts?: Discounts
  readonly trainedAt: string
  readonly trainedBy: string
  /** CPU seconds of the fit. */
  readonly cpuSeconds: number
  /** On races after all that it was chosen by, where there were any; else on the validation races. */
  readonly evaluation: EvaluationReport | null
  /** What its confidence is worth, on races that this was not fitted on; validation races each by a fit on others of them. Absent where there is none. */
  readonly confidence?: { readonly bins: readonly ConfidenceBin[]; readonly on: 'test' | 'validation' }
  /** SHA-256 of each other file of the folder. */
  readonly files: Readonly<Record<string, string>>
}
