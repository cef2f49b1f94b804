import type { AttemptOutcome, Effort, LlmUsage, Verbosity } from './llm'

export interface Turn { readonly role: 'user' | 'assistant'; readonly content: string }

/** One request as it goes out. */
export interface Ask {
  readonly model: string
  /** Null: not told. */
  readonly effort: Effort | null
  readonly verbosity: Verbosity | null
  readonly instructions: string
  readonly input: readonly Turn[]
  readonly schema: { readonly name: string; readonly json: Readonly<Record<string, unknown>> }
  readonly maxOutputTokens: number
  readonly cacheKey: string
}

/** Parts of a request that a model may do without. */
export type OptionalPart = 'effort' | 'verbosity'
export type Fault = Exclude<AttemptOutcome, 'ok' | 'semantic' | 'badJson' | 'badShape' | 'refused' | 'incomplete'>

/** How a request ended, before anything is said of its content. */
export type Ending =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly words: string }
  /** `why` as the provider says, e.g. `max_output_tokens`. */
  | { readonly kind: 'incomplete'; readonly why: string }
  | { readonly kind: 'fault'; readonly fault: Fault; /** In words; never with a key. */ readonly problem: string; /** Milliseconds to wait, as the provider says. */ readonly retryAfterMs: number | null; /** What of the request the model does not know, where that is said. */ readonly part?: OptionalPart }

export interface Answer {
  readonly ending: Ending
  readonly model: string | null
  readonly status: number | null
  readonly code: string | null
  readonly requestId: string | null
  readonly usage: LlmUsage | null
}

/** A maker of language models: one request, no retries, no policy. */
export interface Provider {
  readonly synthetic: boolean
  /** Never rejects for what the provider does. With `onText` it streams. An aborted signal cancels upstream and ends in `cancelled`; what it was aborted for is for whoever did it to know. */
  ask(ask: Ask, signal: AbortSignal, onText: ((piece: string) => void) | null): Promise<Answer>
}
