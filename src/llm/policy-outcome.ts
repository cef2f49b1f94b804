import type { AttemptOutcome, LlmAttempt, LlmFailure, LlmOutcome } from './llm'

/** US dollars over all attempts; null where that of one is unknown. */
export const costOfAll = (attempts: readonly LlmAttempt[]): number | null => attempts.reduce<number | null>((sum, { costUsd }) => (sum === null || costUsd === null ? null : sum + costUsd), 0)

export const failure = (kind: LlmFailure, reason: string, attempts: readonly LlmAttempt[]): LlmOutcome<never> => ({ kind, reason, attempts, costUsd: costOfAll(attempts) })

/** Faults that pass: the same request may do better. */
const PASSING: ReadonlySet<AttemptOutcome> = new Set<AttemptOutcome>(['rateLimited', 'serverError', 'connection', 'truncated', 'failed', 'timeout'])
/** Faults by which the provider shows that it is not well. Too many requests are none: it says so itself. */
const UNWELL: ReadonlySet<AttemptOutcome> = new Set<AttemptOutcome>(['serverError', 'connection', 'truncated', 'failed', 'timeout'])
/** Faults that concern every request there will be. */
const FOR_ALL: ReadonlySet<AttemptOutcome> = new Set<AttemptOutcome>(['quota', 'unauthorised'])

export const passes = (outcome: AttemptOutcome): boolean => PASSING.has(outcome)
export const isUnwell = (outcome: AttemptOutcome): boolean => UNWELL.has(outcome)
export const concernsAll = (outcome: AttemptOutcome): boolean => FOR_ALL.has(outcome)

/** Said to the model with its own answer, when it is asked again. */
export const again = (problem: string): string => `Your answer cannot be used: ${problem}. Give the whole answer again, in the same form, with that put right.`
