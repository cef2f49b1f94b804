import type { Admission, BudgetState, Limiter, Refusal } from '../limiter'
import type { Caller } from '../principal'
import { addressGroup } from './address-group'
import { afterTaking, remaining, settledAt, suffices, waitFor } from './bucket'
import { createBoundedMap } from './bounded-map'
import { createMemoryStore } from './memory-store'
import { budgetRefusal, placeRefusal, spentRefusal, unavailable, wrongCredentials } from './refusals'
import { budgetsOf, placeOf } from './shares'
import { LimitsUnavailable, type Asked, type Budget, type LimitStore, type Taken } from './store'
import type { Tiers } from './tiers'

export interface LimiterOptions {
  readonly store: LimitStore
  readonly tiers: Tiers
  /** Nothing is refused; what would be is told. */
  readonly measureOnly: boolean
  /** What happens when the store cannot say. */
  readonly whenUnavailable: 'closed' | 'open'
  /** Told of each refusal, and of each that there would be with `measureOnly`. */
  readonly refused: (what: Refusal['what'], tier: string) => void
  /** Milliseconds. */
  readonly now: () => number
}

/** The least that an operation takes, and what one takes that is refused for its cost. */
const LEAST = 1
const WRONG_A_MINUTE = { limit: 60, windowMs: 60_000 }
/** Most budgets of which it is remembered that nothing is left, and most addresses that sent wrong credentials. */
const REMEMBERED = 20_000
const nothing = (): void => undefined

/** Budgets, places and tiers over a store of numbers. */
export function createLimiter({ store, tiers, measureOnly, whenUnavailable, refused: tell, now }: LimiterOptions): Limiter {
  /** When something is there again, by the key of the budget. */
  const empty = createBoundedMap<number>(REMEMBERED)
  const wrong = createMemoryStore(now, REMEMBERED)

  const remember = (budgets: readonly Budget[], { at, fullAt }: Taken): void => {
    budgets.forEach((budget, i) => {
      const full = fullAt[i] ?? at
      if (suffices(full, at, LEAST, budget)) empty.delete(budget.key)
      else empty.set(budget.key, now() + (waitFor(full, at, LEAST, budget) ?? 0))
    })
  }
  const admission = (asked: Asked, taken: Taken, tier: string): Admission => {
    remember(asked.budgets, taken)
    const refusal = refusalOf(asked, taken, tier)
    if (refusal !== null) tell(refusal.what, tier)
    const refused = measureOnly ? null : refusal
    let fullAt = taken.fullAt
    let open = refused === null
    return {
      refused,
      get budgets() { return asked.budgets.map((budget, i) => stateOf(budget, fullAt[i] ?? taken.at, taken.at)) },
      settle: (actualCost) => {
        if (!open) return
        open = false
        const back = asked.budgets.length === 0 ? 0 : asked.cost - Math.max(asked.cost === 0 ? 0 : LEAST, actualCost)
        fullAt = asked.budgets.map((budget, i) => settledAt(afterTaking(fullAt[i] ?? taken.at, -back, budget), taken.at, budget))
        if (back > 0) for (const { key } of asked.budgets) empty.delete(key)
        if (asked.place !== null || back !== 0) store.giveBack(asked, back)
      },
    }
  }
  const failed = (error: unknown): Admission => {
    if (!(error instanceof LimitsUnavailable)) throw error
    if (whenUnavailable === 'open' || measureOnly) return { refused: null, budgets: [], settle: nothing }
    tell('unavailable', 'any')
    return { refused: unavailable, budgets: [], settle: nothing }
  }
  const take = (asked: Asked, tier: string): Admission | Promise<Admission> => {
    if (asked.budgets.length === 0 && asked.place === null) return { refused: null, budgets: [], settle: nothing }
    const taken = store.take(asked)
    return taken instanceof Promise ? taken.then((then) => admission(asked, then, tier), failed) : admission(asked, taken, tier)
  }
  const known = ({ principal }: Caller) => tiers.of(principal.tier)
  return {
    admit: (caller, operation, estimatedCost) => {
      const { name, tier } = known(caller)
      return take({ budgets: budgetsOf(caller, { name, tier }), place: placeOf(caller, tier, operation === 'subscription' ? 'subscriptions' : 'operations'), cost: Math.max(LEAST, estimatedCost), penalty: LEAST, force: measureOnly }, name)
    },
    connect: (caller) => {
      const { name, tier } = known(caller)
      return take({ budgets: [], place: placeOf(caller, tier, 'connections'), cost: 0, penalty: 0, force: measureOnly }, name)
    },
    charge: (caller, cost) => {
      const budgets = budgetsOf(caller, known(caller))
      if (budgets.length === 0) return
      const taken = store.take({ budgets, place: null, cost, penalty: cost, force: true })
      if (taken instanceof Promise) taken.then((then) => { remember(budgets, then) }, (error: unknown) => { failed(error) })
      else remember(budgets, taken)
    },
    spent: (caller) => {
      if (measureOnly || empty.size === 0) return null
      const { name, tier } = known(caller)
      for (const budget of budgetsOf(caller, { name, tier })) {
        const wait = (empty.get(budget.key) ?? 0) - now()
        if (wait <= 0) continue
        tell(budget.name, name)
        return spentRefusal(budget, name, wait)
      }
      return null
    },
    wrongCredentials: (address) => {
      const budget: Budget = { name: 'address', key: addressGroup(address), ...WRONG_A_MINUTE }
      const taken = wrong.take({ budgets: [budget], place: null, cost: 1, penalty: 0, force: false })
      if (taken.refused === null) return null
      tell('credentials', 'none')
      return measureOnly ? null : wrongCredentials(budget.limit, waitFor(taken.fullAt[0] ?? taken.at, taken.at, 1, budget) ?? 0)
    },
    close: () => store.close(),
  }
}

const stateOf = (budget: Budget, fullAt: number, at: number): BudgetState => ({
  name: budget.name, limit: budget.limit, windowSeconds: budget.windowMs / 1_000, remaining: remaining(fullAt, at, budget), resetSeconds: Math.max(0, Math.ceil((fullAt - at) / 1_000)),
})

function refusalOf({ budgets, place, cost }: Asked, { refused, at, fullAt }: Taken, tier: string): Refusal | null {
  if (refused === null) return null
  if (refused === 'place') return place === null ? null : placeRefusal(place, tier)
  const budget = budgets[refused]
  return budget === undefined ? null : budgetRefusal(budget, tier, cost, fullAt[refused] ?? at, at)
}
