import type { Caller } from './principal'

/** A budget as it stands after an operation, for `RateLimit` headers. */
export interface BudgetState { readonly name: 'minute' | 'day' | 'address'; readonly limit: number; readonly windowSeconds: number; readonly remaining: number; /** Seconds until it is whole again. */ readonly resetSeconds: number }
export interface Refusal {
  readonly what: BudgetState['name'] | 'operations' | 'subscriptions' | 'connections' | 'credentials' | 'unavailable'
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
  /** Takes the cost of a document that was refused before it was an operation. Nobody waits for it: whoever has nothing left is `spent`. */
  charge(caller: Caller, cost: number): void
  /** Whoever is known to have nothing left, before any work is done for them; else null. A look at memory. */
  spent(caller: Caller): Refusal | null
  /** Counts credentials that were refused; tells when there were too many of this address. */
  wrongCredentials(address: string): Refusal | null
  close(): Promise<void>
}
const nothing = (): void => undefined
const FREE: Admission = { refused: null, budgets: [], settle: nothing }
const none = (): null => null
/** Takes everything. */
export const NO_LIMITS: Limiter = { admit: () => FREE, connect: () => FREE, charge: nothing, spent: none, wrongCredentials: none, close: async () => undefined }
