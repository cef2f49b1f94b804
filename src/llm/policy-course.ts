import type { Instant } from '../domain/instant'
import type { Effort, LlmAttempt, LlmOutcome, LlmRequest, LlmSink } from './llm'
import { effortFor, lessEffort, traitsOf, verbosityFor } from './models'
import type { Breaker } from './policy-breaker'
import type { Budget } from './policy-budget'
import type { ModelChoice } from './policy-models'
import { failure } from './policy-outcome'
import type { PolicyDeps, PolicySettings } from './policy-settings'
import type { Slots } from './policy-slots'
import type { Ask, Turn } from './provider'

/** What all requests of a client share. */
export interface Shared {
  readonly deps: PolicyDeps
  readonly settings: PolicySettings
  readonly slots: Slots
  readonly budget: Budget
  readonly breaker: Breaker
  readonly choice: ModelChoice
  /** Parts of requests that models said not to know, as `model part`; two for each model at most. */
  readonly unknownParts: Set<string>
  /** On their way to the ledger. */
  readonly recordings: Set<Promise<void>>
  /** Aborted when the client is closed. */
  readonly closing: AbortSignal
}

/** Where one request stands: how it is asked next, and what was already tried for it. */
export interface Course<T> {
  readonly shared: Shared
  readonly request: LlmRequest<T>
  readonly sink: LlmSink | null
  /** Aborted at the deadline, or when nobody wants it any more. */
  readonly stop: AbortSignal
  /** How long it may take, milliseconds, and until when. */
  readonly span: number
  readonly end: Instant
  readonly attempts: LlmAttempt[]
  input: readonly Turn[]
  effort: Effort
  maxOutputTokens: number
  /** Asked with more tokens and less effort, because they did not suffice. */
  lower: boolean
  reAsked: boolean
  retries: number
}

export const nobodyWants = ({ request, shared }: Course<unknown>): boolean => (request.signal?.aborted ?? false) || shared.closing.aborted

/** How it ends when it was stopped. */
export function stopped({ request, shared, span, attempts }: Course<unknown>): LlmOutcome<never> {
  if (request.signal?.aborted ?? false) return failure('cancelled', 'whoever asked gave up', attempts)
  if (shared.closing.aborted) return failure('cancelled', 'racegraph is stopping', attempts)
  const last = attempts.at(-1)
  const so = last === undefined ? 'others were before it' : `${attempts.length} ${attempts.length === 1 ? 'attempt' : 'attempts'}, the last ended in ${last.outcome}`
  return failure('unavailable', `there was no answer within ${span} ms: ${so}`, attempts)
}

/** The request as it goes to a model: what that model does not know is put the nearest way that it does. */
export function askOf({ request, shared, effort, lower, input, maxOutputTokens }: Course<unknown>, model: string): Ask {
  const traits = traitsOf(model)
  const nearest = effortFor(traits, effort)
  const told = lower ? lessEffort(traits, nearest) : nearest
  return {
    model, effort: shared.unknownParts.has(`${model} effort`) ? null : told,
    verbosity: shared.unknownParts.has(`${model} verbosity`) ? null : verbosityFor(traits, request.verbosity ?? shared.settings.verbosity), instructions: request.instructions,
    input, schema: request.schema, maxOutputTokens: Math.min(maxOutputTokens, traits.maxOutput), cacheKey: request.cacheKey,
  }
}
