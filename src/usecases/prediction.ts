import type { Instant } from '../domain/instant'
import type { BlendKind, RaceBlend } from '../domain/race-blend'
import type { FeatureName } from '../features/registry'
import type { ModelCard } from '../models/artefact/card'
import type { FittedConfidence } from '../models/confidence/fitted'
import type { Model } from '../models/model'

/** A model that is ready, with its card; or why there is none. */
export interface LoadedModel {
  readonly card: ModelCard
  readonly model: Model
  /** Null for one that was trained without. */
  readonly confidence: FittedConfidence | null
  /** Chances of `model` are blended with those of a language model, and the card is that of the blend. Left out: they are told as they are. */
  readonly blend?: BlendPlan
}
/** How chances are blended. `base`: `name@version` of the model; null where only the language model counts. */
export interface BlendPlan { readonly kind: BlendKind; readonly weights: RaceBlend['weights']; readonly base: string | null }
export type NoPredictionReason = 'NO_MODEL' | 'MODEL_UNUSABLE' | 'PRICES_MISSING' | 'NO_RULES' | 'NO_CONTRIBUTIONS' | 'NO_RUNNERS' | 'HISTORY_NOT_READY' | 'ABANDONED' | 'NO_OPINION'
export interface NoPrediction { readonly kind: 'none'; readonly reason: NoPredictionReason; /** What is wrong and what to do. */ readonly message: string }

/** Models by name (the newest version), by alias, or by `name@version`. */
export interface LoadedModels {
  /** Loaded once and kept; looked up anew when an alias moved or a version came. */
  resolve(name: string): Promise<LoadedModel | NoPrediction>
  /** Every model that can be used, newest version first, and what each alias points at. */
  cards(): Promise<{ readonly cards: readonly ModelCard[]; readonly aliases: Readonly<Record<string, string>> }>
}

/** Chances of one race. */
export interface RacePrediction {
  readonly kind: 'prediction'
  readonly raceId: number
  readonly card: ModelCard
  readonly asOf: Instant
  readonly marketAt: Instant
  readonly generatedAt: Instant
  readonly featureSet: string
  /** Ascending; one value of each column a runner. */
  readonly runnerIds: readonly number[]
  readonly chances: Float64Array
  /** 90% interval from the spread of the ensemble; null where the model is alone. */
  readonly interval: { readonly low: Float64Array; readonly high: Float64Array } | null
  /** Inputs that no runner of the race has though the model was trained with them. */
  readonly missing: readonly FeatureName[]
  /** Made of features that were stored and have changed since. */
  readonly stale: boolean
  /** What of it is due to a language model; null for a model that is none of these. */
  readonly blend: RaceBlend | null
}
