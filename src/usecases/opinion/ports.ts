import type { Instant } from '../../domain/instant'

/** What a language model thinks of a race: it saw neither prices nor the chances of other models. */
export interface Opinion {
  readonly raceId: number
  /** What was known when it was asked. */
  readonly asOf: Instant
  readonly madeAt: Instant
  /** As the answer names it. `synthetic`: the stand-in of racegraph. */
  readonly model: string
  readonly synthetic: boolean
  readonly promptVersion: string
  /** Ascending. */
  readonly runnerIds: readonly number[]
  /** One a runner, sum 1: the samples taken together in logit space, before any slope. */
  readonly chances: Float64Array
  /** Each sample: one chance a runner, sum 1. */
  readonly samples: readonly Float64Array[]
  readonly costUsd: number | null
}
export interface OpinionStore {
  keep(opinion: Opinion): Promise<void>
  /** The newest of each race that was made before the instant (null: now); synthetic ones only of synthetic races. */
  latest(raceIds: readonly number[], before: Instant | null): Promise<ReadonlyMap<number, Opinion>>
  /** Of races that have a result, by the off, the newest that was made before the off. */
  judged(range: { readonly from: string | null; readonly to: string | null }): Promise<readonly Opinion[]>
}
