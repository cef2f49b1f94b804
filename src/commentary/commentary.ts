import type { Instant } from '../domain/instant'
import type { Fact } from './fact'

/** `PREVIEW` of a race, `RUNNER` comments on each of it, what a `CHANGE` means, `REVIEW` of what came of it. */
export const COMMENTARY_KINDS = ['PREVIEW', 'RUNNER', 'CHANGE', 'REVIEW'] as const
export type CommentaryKind = (typeof COMMENTARY_KINDS)[number]
export const TONES = ['NEUTRAL', 'LIVELY', 'ANALYTICAL'] as const
export type Tone = (typeof TONES)[number]
export const LENGTHS = ['SHORT', 'MEDIUM', 'LONG'] as const
export type Length = (typeof LENGTHS)[number]
/** English alone for now. */
export const LOCALES = ['en'] as const
export type Locale = (typeof LOCALES)[number]

export interface CommentaryStyle { readonly kind: CommentaryKind; readonly tone: Tone; readonly length: Length; readonly locale: Locale }

/** What is said, and by what it is held: every number, ordinal, fraction, time and name in it comes from the facts that it cites. */
export interface Sentence {
  readonly text: string
  /** Whom it is about; null: the race. */
  readonly runnerId: number | null
  readonly factIds: readonly string[]
}

export const COMMENTARY_SOURCES = ['MODEL', 'TEMPLATE'] as const
export type CommentarySource = (typeof COMMENTARY_SOURCES)[number]

/** A commentary as it is shown. */
export interface Commentary extends CommentaryStyle {
  readonly raceId: number
  readonly source: CommentarySource
  /** As the answer names it; null for the template. `synthetic`: the stand-in of racegraph wrote it, or it is of invented racing. */
  readonly model: string | null
  readonly synthetic: boolean
  readonly asOf: Instant
  readonly writtenAt: Instant
  readonly sentences: readonly Sentence[]
  /** Those that sentences cite, by id. */
  readonly facts: readonly Fact[]
  /** Sentences of the model that were left out since they did not hold. */
  readonly leftOut: number
  /** US dollars; 0 for the template, null where unknown. */
  readonly costUsd: number | null
  /** Of RUNNER comments by the model: runners of whom nothing that it said held, so that the template speaks of them, and of them alone. */
  readonly fromTemplate?: readonly number[]
  /** Why the template speaks where a model was to: null where it was not, or the model speaks. */
  readonly fellBack: string | null
}
