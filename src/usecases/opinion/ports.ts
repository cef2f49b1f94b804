import type { Instant } from '../../domain/instant'
import type { DataSource } from '../../domain/vocabulary'
import type { RaceResult } from '../score-prediction'

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
  /** Of races that have a result, by the off, one each: the newest that was made before the off, else the newest that was asked afterwards of a model that cannot know the result (`askOpinion` asks no other), as of the off or before. */
  judged(range: { readonly from: string | null; readonly to: string | null }): Promise<readonly Opinion[]>
}

/** A race as whoever asks needs to know it. */
export interface OpinionRace {
  readonly raceId: number
  readonly offAt: Instant
  /** Invented racing. */
  readonly synthetic: boolean
  readonly calledOff: boolean
  /** Those that are to start, ascending. */
  readonly starters: readonly number[]
}
export interface OpinionRaces {
  /** Of races that exist. */
  named(raceIds: readonly number[]): Promise<ReadonlyMap<number, OpinionRace>>
  /** Races with two starters or more that are off between the instants, without an opinion of exactly those that are to start; the first to be off first. */
  due(after: Instant, until: Instant): Promise<readonly number[]>
  /** Races of the days, `YYYY-MM-DD`, null = open, by the off; no trials. */
  between(range: { readonly from: string | null; readonly to: string | null }): Promise<readonly number[]>
}
/** An official result. Runners are named by their ids, as text. */
export interface OpinionResult extends RaceResult { readonly source: DataSource; readonly date: string; readonly offAt: Instant }
