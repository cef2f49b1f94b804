import type { FeatureName } from '../features/registry'
import type { RuleEffects } from '../integration/effects'
import type { FittedRules } from '../integration/weights'
import type { RaceBatch, RaceTable, TrainingTable } from './data/race-table'

/** Files of an artefact by their path in its folder. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>
/** How a model is made; `model.json` names it, and the code that loads it is found by it. */
export type ModelKind =
  | 'market' | 'logistic' | 'conditional-logit' | 'forest' | 'boosting' | 'neural' | 'pool'
  | 'calibrated' | 'rules'
  /** Of a model and a language model: made anew from both whenever it is asked, never stored. */
  | 'blend'

/** What parts of a score features are: `score = baseline + sum of its row`, plus those of rules where there are any, within a race up to a constant. */
export interface Contributions {
  readonly features: readonly FeatureName[]
  /** Row by row, one number a feature, in the units of scores (natural logarithm). */
  readonly values: Float64Array
  readonly baseline: number
  /** Of a model with rules on top: one number a rule of `fittedRules`, row by row. */
  readonly rules?: RuleEffects
  /** How much is due to which feature is by points along the way, not worked out: integrated gradients. They add up all the same. */
  readonly integrated?: true
}
/** A fitted model. It has no state beside what it was fitted to: the same batch gives the same scores, one race as in a batch. */
export interface Model {
  readonly kind: ModelKind
  /** Features that a batch must have, in the order of the registry. */
  readonly features: readonly FeatureName[]
  /**
   * One score a row, natural logarithm: chances of winning are proportional to exp(score) within a race (`raceSoftmax`).
   * NaN throughout a race of which nothing can be told, such as one without prices for a model that needs them.
   */
  scores(batch: RaceBatch): Float64Array
  /** Scores of each member of an ensemble: their spread says how sure it is. One entry for a model that is alone. */
  members(batch: RaceBatch): readonly Float64Array[]
  /** Null where there is none to be had in reasonable time. */
  contributions(batch: RaceBatch): Contributions | null
  /** Rules that work on top of what its features say; absent without. */
  readonly fittedRules?: FittedRules
  /** `model.json` and what it names. Numbers in it give the same scores again, to 1e-6. */
  save(): ModelFiles
  /** Frees memory outside of the heap. */
  dispose(): void
}

export type Params = Readonly<Record<string, number | string | boolean>>
/** Values that a parameter may take, for tuning and for refusing wrong ones. */
export type ParamRange =
  | { readonly kind: 'number'; readonly from: number; readonly to: number; readonly log?: boolean }
  | { readonly kind: 'whole'; readonly from: number; readonly to: number; readonly log?: boolean }
  | { readonly kind: 'one-of'; readonly values: readonly (string | number | boolean)[] }
export interface ParamDefinition { readonly default: number | string | boolean; readonly range: ParamRange; /** Searched unless told otherwise. */ readonly tuned: boolean; readonly description: string }

export interface FitTask {
  readonly train: TrainingTable
  /** To stop early on; null: as many rounds as the parameters say. */
  readonly validate: RaceTable | null
  /** What it may read. A learner may leave some of them out. */
  readonly features: readonly FeatureName[]
}
export interface FitRun {
  readonly seed: number
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number, note?: string) => void
  /** Told the validation log-loss per race after a step; true: this is leading nowhere, stop. */
  readonly report?: (step: number, logLoss: number) => boolean
  /** Where the library of XGBoost is; null: where the system has it. */
  readonly xgboostPath: string | null
}
/** A fitted model and the parameters to fit it again without validation, such as the rounds that were best. */
export interface Fitted<P extends Params = Params> { readonly model: Model; readonly params: P }

/** One way to make models. */
export interface Learner<P extends Params = Params> {
  readonly kind: ModelKind
  readonly description: string
  readonly params: { readonly [K in keyof P]: ParamDefinition }
  /** @throws AppError when something that it needs is not installed, naming what to install; `FitStopped` when the signal was aborted */
  fit(task: FitTask, params: P, run: FitRun): Promise<Fitted<P>>
}
/** Reads what `save` wrote. @throws AppError CONFIG_INVALID, saying which file and why */
export type LoadModel = (files: ModelFiles) => Promise<Model>

/** The signal was aborted or a trial pruned: nothing was fitted. */
export class FitStopped extends Error {
  constructor(readonly why: 'aborted' | 'pruned') { super(`the fit was ${why}`); this.name = 'FitStopped' }
}
