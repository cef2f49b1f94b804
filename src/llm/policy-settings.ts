import type { Instant } from '../domain/instant'
import type { Timers } from '../domain/timers'
import type { Effort, LlmAttempt, Verbosity } from './llm'
import type { BreakerTimes } from './policy-breaker'
import type { LlmLedger } from './ports'
import type { WorstPrice } from './prices'
import type { Provider } from './provider'

export interface PolicySettings {
  /** Models in the order in which they are asked; the next where one is gone. */
  readonly chain: readonly string[]
  /** Where a request does not say. */
  readonly effort: Effort
  readonly verbosity: Verbosity
  /** Requests at once, and how many more may wait. */
  readonly concurrency: number
  readonly queue: number
  /** US dollars of a day in UTC; null: no limit. */
  readonly dailyUsd: number | null
  readonly worstPrice: WorstPrice
  /** No request takes longer, whatever its own deadline, milliseconds. */
  readonly mostMs: number
  /** Tries after faults that pass, at most. */
  readonly retries: number
  readonly breaker: BreakerTimes
}

export const DEFAULT_POLICY: Omit<PolicySettings, 'chain'> = {
  effort: 'low', verbosity: 'low', concurrency: 4, queue: 64, dailyUsd: null, worstPrice: { input: 20, output: 100 }, mostMs: 120_000, retries: 3,
  breaker: { failures: 5, openMs: 30_000, mostMs: 600_000 },
}

export interface PolicyDeps {
  readonly provider: Provider
  readonly ledger: LlmLedger
  readonly now: () => Instant
  readonly timers: Timers
  /** From 0 up to 1. */
  readonly random: () => number
  /** For whoever operates this: what went wrong that no client is told. */
  readonly tell: (problem: string, error?: unknown) => void
  /** Of every attempt, beside the ledger. */
  readonly onAttempt?: (attempt: LlmAttempt) => void
}
