import type { Instant } from '../domain/instant'
import type { LlmAttempt } from './llm'

/** Every attempt, and what a day's budget has left of it. */
export interface LlmLedger {
  record(attempt: LlmAttempt): Promise<void>
  /** US dollars of attempts since then; those of unknown cost count for nothing. */
  spentSince(since: Instant): Promise<number>
}
