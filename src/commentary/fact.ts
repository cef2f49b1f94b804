import type { Unit } from '../features/define'
import type { FeatureCategory, FeatureName } from '../features/registry'
import type { Instant } from '../domain/instant'

/** What a fact is about: a category of features, or what no feature says. `rule`: why a model thinks so. */
export const OTHER_TOPICS = ['card', 'pastRuns', 'price', 'prediction', 'rule', 'change', 'result'] as const
export type FactTopic = FeatureCategory | (typeof OTHER_TOPICS)[number]

/** One thing that is known, as it may be said. */
export interface Fact {
  /** `r4.12`: the twelfth of the runner in slot r4; `race.3`: the third of the race itself. */
  readonly id: string
  /** Null: of the race. */
  readonly runnerId: number | null
  readonly topic: FactTopic
  /** What it is, in a few words: `win rate over 12 months`. */
  readonly label: string
  /** The value as people read it: `18.2%`, `1:09.85`, `Good`. */
  readonly text: string
  /** Null for words. Of a record the plain share of its counts, which the feature of it draws toward a base rate. */
  readonly value: number | null
  readonly unit: Unit | null
  /** The feature that it is the value of; null for others. */
  readonly feature: FeatureName | null
  /** In the field, 1 = highest, and how many of it have a value; null where that says nothing. */
  readonly rank: { readonly place: number; readonly of: number } | null
  /** The same in other words and numbers that a sentence may use: `3 wins`, `20 starts`. */
  readonly also: readonly string[]
  /** Text of strangers, e.g. a stewards' comment: it is quoted to a model as data and never said to people word by word. */
  readonly untrusted: boolean
}

/** A runner as commentary knows it. Names are untrusted text, cleaned and capped. */
export interface SheetRunner {
  /** `r1` .. `rN`, by saddlecloth number, then id. */
  readonly slot: string
  readonly runnerId: number
  readonly number: number | null
  readonly horse: string
  readonly jockey: string | null
  readonly trainer: string | null
  readonly scratched: boolean
}

/** All that may be said of a race, as of an instant. Facts in the order of slots, those of the race first; topics by priority. */
export interface FactSheet {
  readonly raceId: number
  readonly asOf: Instant
  readonly offAt: Instant
  readonly venue: string
  readonly raceName: string
  readonly raceNumber: number
  /** Day of the meeting, `YYYY-MM-DD`. */
  readonly date: string
  /** Invented racing: whatever is said of it is SYNTHETIC. */
  readonly synthetic: boolean
  /** The result is known and among the facts. */
  readonly finished: boolean
  readonly runners: readonly SheetRunner[]
  readonly facts: readonly Fact[]
  /** Digest of everything above but `asOf`. */
  readonly digest: string
}
