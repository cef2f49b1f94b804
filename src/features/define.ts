import type { Slot } from './history/lookups'
import type { RunnerView } from './views'

/** `percent` is 0 to 100, `ratio` 0 to 1 (or a quotient); `flag` is 0 or 1; `code` an index whose meaning `words` gives; `points` of a rating or figure. */
export type Unit =
  | 'ratio' | 'percent' | 'flag' | 'code' | 'count' | 'rank' | 'points' | 'zscore' | 'index' | 'm' | 'kg' | 'lengths' | 'ms' | 'days' | 'years' | 'hours' | 'month'
  | 'weekday' | 'odds' | 'lnOdds' | 'currency' | 'celsius' | 'mm' | 'kmh'

/**
 * What a model puts where the value is missing. `never`: it is always there once the card is. `constant`: the stated
 * neutral value. `fieldMean`: the mean of the rest of the field. `trainingMean`: a constant of the fitted encoder, taken
 * from its training rows. `flag`: the model also gets a column that says so.
 */
export type Missing =
  | { readonly policy: 'never' }
  | { readonly policy: 'constant'; readonly value: number; readonly flag?: boolean }
  | { readonly policy: 'fieldMean'; readonly flag?: boolean }
  | { readonly policy: 'trainingMean'; readonly flag?: boolean }

/** What must be read for a feature beside the card. */
export type Input = 'past' | 'trials' | 'market' | Slot

interface Base<N extends string> {
  readonly name: N
  /** Raised whenever values change their meaning. */
  readonly version: number
  readonly description: string
  readonly unit: Unit
  /** Meaning of each value of a `code`. */
  readonly words?: readonly string[]
  readonly missing: Missing
  /** It moves with the clock though no fact is new: what was stored does not keep. */
  readonly ages?: true
}
/** The same for all runners of a race. */
export interface RaceFeature<N extends string = string> extends Base<N> { readonly scope: 'race'; readonly inputs?: readonly Input[]; readonly compute: (runner: RunnerView) => number }
/** Of one runner, whoever it meets. */
export interface RunnerFeature<N extends string = string> extends Base<N> { readonly scope: 'runner'; readonly inputs?: readonly Input[]; readonly compute: (runner: RunnerView) => number }
/** Of a runner within its field: made from the values that an earlier feature has for all runners of the race. */
export interface FieldFeature<N extends string = string> extends Base<N> { readonly scope: 'field'; readonly of: string; readonly compute: (values: Float64Array, out: Float64Array) => void }
export type Feature<N extends string = string> = RaceFeature<N> | RunnerFeature<N> | FieldFeature<N>

export interface Category<C extends string = string, F extends readonly Feature[] = readonly Feature[]> {
  readonly category: C
  /** What the category is about, one sentence. */
  readonly description: string
  readonly features: F
}
/** A category and its features. Names begin with the category; an outcome of the race itself cannot be reached from `compute`. */
export const defineCategory = <const C extends string, const F extends readonly Feature<`${C}.${string}`>[]>(category: C, description: string, features: F): Category<C, F> =>
  ({ category, description, features })
