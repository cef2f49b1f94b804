import type { Instant } from '../domain/instant'

/** What money is spent on. */
export const PURPOSES = ['COMMENTARY', 'OPINION', 'HEAD_TO_HEAD', 'PROBE'] as const
export type LlmPurpose = (typeof PURPOSES)[number]
export const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const
export type Effort = (typeof EFFORTS)[number]
export const VERBOSITIES = ['low', 'medium', 'high'] as const
export type Verbosity = (typeof VERBOSITIES)[number]

/** Tokens of one attempt. Reasoning is inside of output, cached and written ones are inside of input. */
export interface LlmUsage { readonly input: number; readonly cached: number; readonly cacheWritten: number; readonly output: number; readonly reasoning: number }

/**
 * How one attempt ended. `ok`: a whole answer of the right shape. `semantic`: the right shape, and its content was refused by `check`. `truncated`: a stream that ended
 * without saying so. `quota`: there is no credit; `rateLimited`: too many requests.
 */
export const ATTEMPT_OUTCOMES = ['ok', 'semantic', 'refused', 'incomplete', 'badJson', 'badShape', 'failed', 'truncated', 'timeout', 'rateLimited', 'quota', 'rejected', 'unauthorised', 'modelNotFound', 'serverError', 'connection', 'cancelled'] as const
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number]

/** One request that went out, whatever came of it. */
export interface LlmAttempt {
  readonly at: Instant
  readonly purpose: LlmPurpose
  /** What it was about, e.g. the id of a race; null for nothing in particular. */
  readonly subject: string | null
  /** As asked for, and as the answer names it. */
  readonly model: string
  readonly answeredBy: string | null
  readonly effort: Effort | null
  readonly outcome: AttemptOutcome
  /** HTTP status and code of the error, where there were any. */
  readonly status: number | null
  readonly code: string | null
  readonly requestId: string | null
  readonly durationMs: number
  /** Null where the answer did not say. */
  readonly usage: LlmUsage | null
  /** US dollars; null where usage or price are unknown, never 0 for want of knowing. */
  readonly costUsd: number | null
  /** Names the table of prices; null where none knows the model. */
  readonly priceVersion: string | null
  /** By the stand-in of racegraph, no language model. */
  readonly synthetic: boolean
}

/** A reading of an answer: what it is, or what is wrong with it, in words that the model may be asked again with. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }

export interface LlmRequest<T> {
  readonly purpose: LlmPurpose
  readonly subject: string | null
  /** The same for all requests of a kind: it is what the provider caches. No untrusted text. */
  readonly instructions: string
  readonly input: string
  /** A strict JSON schema: every key required, no additional ones. */
  readonly schema: { readonly name: string; readonly json: Readonly<Record<string, unknown>> }
  /** Shape and meaning of the parsed JSON. */
  readonly check: (value: unknown) => Checked<T>
  /** Asks once more, with the problem, when `check` refuses. */
  readonly reAsk: boolean
  readonly effort?: Effort
  readonly verbosity?: Verbosity
  /** Reasoning tokens count too. */
  readonly maxOutputTokens: number
  /** Everything is over by then, retries included; milliseconds. */
  readonly deadlineMs: number
  readonly signal?: AbortSignal
  /** Groups requests that begin alike. */
  readonly cacheKey: string
}

interface Ended { readonly attempts: readonly LlmAttempt[]; /** US dollars over all attempts; null where that of one is unknown. */ readonly costUsd: number | null }
/** What came of a request. `repaired`: good after it was asked again. */
export type LlmOutcome<T> =
  | (Ended & { readonly kind: 'ok' | 'repaired'; readonly value: T; /** As the answer names it. */ readonly model: string })
  | (Ended & { readonly kind: 'refused' | 'incomplete' | 'invalid' | 'unavailable' | 'budgetExceeded' | 'cancelled'; /** In words for logs and whoever operates it. */ readonly reason: string })
export type LlmFailure = Exclude<LlmOutcome<never>['kind'], 'ok' | 'repaired'>

/** Where the text of a stream goes. Nothing is tried again once something of it was published. */
export interface LlmSink {
  /** More text of the answer, in pieces of any size. */
  text(piece: string): void
  /** What came so far counts for nothing: it begins anew. */
  restart(): void
  readonly published: boolean
}

/** The one door to language models. Never rejects for what a provider does. */
export interface LlmClient {
  /** What is asked now; null where there is none to ask. `synthetic`: the stand-in of racegraph. */
  readonly model: { readonly id: string; readonly synthetic: boolean; /** Last instant of what it was trained on; null where unknown. */ readonly cutoff: Instant | null } | null
  generate<T>(request: LlmRequest<T>): Promise<LlmOutcome<T>>
  /** The same, and its text on its way. */
  stream<T>(request: LlmRequest<T>, sink: LlmSink): Promise<LlmOutcome<T>>
  close(): Promise<void>
}
