import type { CommentaryStyle, Sentence } from '../../commentary/commentary'
import type { Omitted } from '../../commentary/context/assemble-context'
import type { FactSheet } from '../../commentary/fact'
import type { Instant } from '../../domain/instant'
import type { Timers } from '../../domain/timers'
import type { Effort, LlmClient, Verbosity } from '../../llm/llm'
import type { CommentaryStore, GatherSheets, RaceStamps } from './ports'

/** What a desk does at most, and for how long. */
export interface DeskLimits {
  /** A commentary tells of prices and chances: so long after they were looked at, or so long before the off, it does not stand any more; milliseconds. */
  readonly maxAgeMs: number
  /** After the model failed it is not asked the same for so long; milliseconds. */
  readonly failedMs: number
  /** Nobody waits longer for the model, whatever is asked; milliseconds. */
  readonly longestWaitMs: number
  /** Calls of `read` that wait for the model at once: others are told the template. Keep it well under the pool of those that hold a connection meanwhile. */
  readonly waiters: number
  /** Commentaries that the model writes at once, and those that wait for their turn. */
  readonly writing: number
  readonly queued: number
  /** Listeners of all streams. */
  readonly listeners: number
  /** Commentaries in memory, some 5 to 20 kB each. */
  readonly remembered: number
  /** One commentary is written by then, retries and asking again included; milliseconds. */
  readonly deadlineMs: number
  /** Reasoning included. */
  readonly maxOutputTokens: number
  /** Of facts, as they are told to the model. */
  readonly budgetTokens: number
  /** A price that moved by so much is worth a comment on the change: 0.25 = by a quarter. */
  readonly move: number
}
export const DESK_LIMITS: DeskLimits = {
  maxAgeMs: 600_000, failedMs: 30_000, longestWaitMs: 10_000, waiters: 4, writing: 4, queued: 64, listeners: 1_000, remembered: 2_000, deadlineMs: 60_000, maxOutputTokens: 8_000, budgetTokens: 8_000, move: 0.25,
}

export interface DeskDeps {
  readonly client: LlmClient
  /** As the client asks the model, unless it is told otherwise: part of the key of what is stored. Left out: what the client does by itself. */
  readonly effort?: Effort
  readonly verbosity?: Verbosity
  /**
   * The three that read the database take connections of their own for as long as each call lasts, from a small pool that queries do not draw from: whoever reads a commentary within a query holds
   * one of those already, and would wait for another that never comes free.
   */
  readonly gather: GatherSheets
  readonly stamps: RaceStamps
  readonly store: CommentaryStore
  /** Sentences of the template writer; each holds by the way it is made. */
  readonly template: (sheet: FactSheet, style: CommentaryStyle) => readonly Sentence[]
  readonly now: () => Instant
  readonly timers?: Timers
  /** Told what went wrong behind the desk: whoever reads is told the template meanwhile. */
  readonly warn: (problem: string, cause: unknown) => void
  /** Told what there was no room for in what a model was told. */
  readonly onOmitted?: (told: { readonly raceId: number; readonly kind: CommentaryStyle['kind']; readonly tokens: number; readonly omitted: readonly Omitted[] }) => void
  readonly limits?: Partial<DeskLimits>
}
