import type { Caller } from './principal'

/** A budget as it stands after an operation, for `RateLimit` headers. */
export interface BudgetState { readonly name: 'minute' | 'day' | 'address'; readonly limit: number; readonly windowSeconds: number; readonly remaining: number; /** Seconds until more is there. */ readonly resetSeconds: number }
export interface Refusal {
  readonly what: BudgetState['name'] | 'operations' | 'subscriptions' | 'connections' | 'unavailable'
  /** What was too much, and what to do. */
  readonly message: string
  /** Null: waiting does not help. */
  readonly retryAfterSeconds: number | null
}
export interface Admission {
  /** Null: go on. In measure-only mode it is always null. */
  readonly refused: Refusal | null
  readonly budgets: readonly BudgetState[]
  /** Once, when the operation or subscription is over: gives back its place, and what it cost less than was taken. */
  settle(actualCost: number): void
}
export interface Limiter {
  /** Takes the estimated cost and a place among those that run. */
  admit(caller: Caller, operation: 'query' | 'mutation' | 'subscription', estimatedCost: number): Admission | Promise<Admission>
  /** Takes a place among the open connections. `settle(0)` gives it back. */
  connect(caller: Caller): Admission | Promise<Admission>
  close(): Promise<void>
}
const nothing = (): void => undefined
const FREE: Admission = { refused: null, budgets: [], settle: nothing }
/** Takes everything. */
export const NO_LIMITS: Limiter = { admit: () => FREE, connect: () => FREE, close: async () => undefined }
