import type { BudgetState } from '../limiter'
import type { Bucket } from './bucket'

/** One budget of somebody. `key` names it everywhere, and stays. */
export interface Budget extends Bucket { readonly name: BudgetState['name']; readonly key: string }
export interface Place { readonly kind: 'operations' | 'subscriptions' | 'connections'; readonly key: string; readonly limit: number }
export interface Asked {
  readonly budgets: readonly Budget[]
  readonly place: Place | null
  readonly cost: number
  /** Taken of all budgets instead where the cost is refused. */
  readonly penalty: number
  /** Takes cost and place even where they are refused. */
  readonly force: boolean
}
export interface Taken {
  /** What did not suffice: the place, or one of the budgets by its index. Told with `force` too. */
  readonly refused: 'place' | number | null
  /** Clock of the store, milliseconds. */
  readonly at: number
  /** When each budget will be whole, before the cost of a refused operation. */
  readonly fullAt: readonly number[]
}

/** Where the numbers of a limiter are. All of one `take` happens at once: nobody else sees a part of it. */
export interface LimitStore {
  /** @throws LimitsUnavailable, by rejecting, where nobody can say */
  take(asked: Asked): Taken | Promise<Taken>
  /** After a `take` that took: its place, and so much cost. */
  giveBack(asked: Asked, cost: number): void
  close(): Promise<void>
}

/** The numbers cannot be got at now. */
export class LimitsUnavailable extends Error {
  constructor(cause: unknown) {
    super('the limits cannot be looked at now', { cause })
    this.name = 'LimitsUnavailable'
  }
}
