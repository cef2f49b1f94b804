import type { Instant } from '../../domain/instant'
import type { CardRunner, RaceCard } from '../../domain/race-card'
import type { ChangeKind, FinishStatus } from '../../domain/vocabulary'
import type { FeatureName } from '../../features/registry'
import type { FeatureColumns } from '../../features/compute'
import type { PastLine } from './past-lines'
import type { Records } from './records'

/** What a FactSheet is made from. Names and words of strangers are raw: the makers of facts clean them. */
export interface RaceMaterial {
  readonly asOf: Instant
  /** As it could be seen then, those that were to start alone. */
  readonly card: RaceCard
  readonly venue: string
  readonly raceName: string
  readonly classText: string | null
  readonly currency: string | null
  readonly synthetic: boolean
  /** Values of the features, one a runner in the order of `runnerIds`. */
  readonly runnerIds: readonly number[]
  readonly columns: FeatureColumns
  /** Starters and those that were scratched. */
  readonly runners: readonly RunnerMaterial[]
  readonly prediction: PredictionMaterial | null
  readonly changes: readonly ChangeMaterial[]
  /** Null while it is not known. */
  readonly result: ResultMaterial | null
}
export interface RunnerMaterial {
  readonly runner: CardRunner
  readonly horse: string
  readonly jockey: string | null
  readonly trainer: string | null
  readonly scratched: boolean
  /** Null for who was scratched. */
  readonly records: Records | null
  /** Newest first. */
  readonly past: readonly RunMaterial[]
}
export interface RunMaterial extends PastLine { readonly venue: string | null; readonly comment: string | null }
/** Chances as a model gives them, and why. */
export interface PredictionMaterial {
  /** Title of the model. */
  readonly model: string
  /** It was fitted on the day of the race. */
  readonly hindsight: boolean
  /** Share of past races of which the model was less sure, 0 to 1; null where it cannot say. */
  readonly confidence: number | null
  readonly runners: ReadonlyMap<number, { readonly chance: number; readonly reasons: readonly Reason[] }>
}
/** `text`: a sentence of ours. `effect` in nats. The weightiest first. */
export interface Reason { readonly feature: FeatureName | null; readonly text: string; readonly effect: number }
export interface ChangeMaterial { readonly kind: ChangeKind; readonly runnerId: number | null; readonly before: string | null; readonly after: string | null; readonly reason: string | null }
export interface ResultMaterial { readonly winningTimeMs: number | null; readonly runners: readonly FinishMaterial[] }
export interface FinishMaterial {
  readonly runnerId: number; readonly status: FinishStatus; readonly position: number | null; readonly marginLengths: number | null; readonly beatenLengths: number | null
  readonly finishTimeMs: number | null; readonly startingPrice: number | null; readonly comment: string | null
}
