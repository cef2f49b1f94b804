import type { ListedMarket } from './catalogue'

/** Markets that one subscription may have, by default of an account. */
export const MOST_A_CONNECTION = 200
/** Up to here one filter by country and type does, which new markets come by themselves into. */
export const MOST_COARSE = 150

export type Plan =
  | { readonly kind: 'none' }
  | { readonly kind: 'coarse' }
  /** A list of market ids for each connection; empty: not needed. `renewed`: those whose list is to be sent anew. `left`: there is no room for them. */
  | { readonly kind: 'listed'; readonly shards: readonly (readonly string[])[]; readonly renewed: readonly number[]; readonly left: readonly string[] }

/** Deals out markets to connections, and leaves be what need not change: a new list brings all its markets anew. */
export interface Planner {
  plan(listed: readonly ListedMarket[]): Plan
  /** The source takes fewer markets than the connection `at` asked for. */
  narrow(at: number): void
}

export function createPlanner({ maxConnections }: { readonly maxConnections: number }): Planner {
  let coarse = true
  let capacity = MOST_A_CONNECTION
  const refused = new Set<number>()
  /** What each connection was last told to have, those that are over since included. */
  const told: (readonly string[])[] = Array.from({ length: maxConnections }, () => [])

  const deal = (listed: readonly ListedMarket[]): Plan => {
    const wanted = new Set(listed.map(({ marketId }) => marketId))
    const alive = told.map((ids) => ids.filter((id) => wanted.has(id)).slice(0, capacity))
    const renewed = new Set(refused)
    refused.clear()
    const placed = new Set(alive.flat())
    // The server counts what is over too until it is told otherwise; and more than there is room for must go.
    told.forEach((ids, at) => { if (ids.filter((id) => wanted.has(id)).length > capacity || (ids.length > 0 && (alive[at] ?? []).length === 0)) renewed.add(at) })
    const left: string[] = []
    for (const { marketId } of listed) {
      if (placed.has(marketId)) continue
      const at = roomiest(alive)
      const shard = alive[at]
      if (shard === undefined) { left.push(marketId); continue }
      shard.push(marketId)
      renewed.add(at)
    }
    const shards = told.map((ids, at) => (renewed.has(at) ? alive[at] ?? [] : ids))
    told.splice(0, told.length, ...shards)
    return { kind: 'listed', shards, renewed: [...renewed].sort((a, b) => a - b), left }
  }
  /** The first connection that is in use and has room, else the first that is not in use; -1 for none. */
  const roomiest = (alive: readonly (readonly string[])[]): number => {
    const used = alive.findIndex((ids) => ids.length > 0 && ids.length < capacity)
    return used >= 0 ? used : alive.findIndex((ids) => ids.length === 0)
  }
  return {
    plan(listed) {
      if (listed.length > MOST_COARSE) coarse = false
      if (coarse) return { kind: listed.length === 0 ? 'none' : 'coarse' }
      return deal(listed)
    },
    narrow(at) {
      const asked = told[at]?.length ?? 0
      if (!coarse && asked > 0) capacity = Math.max(1, Math.min(capacity, Math.floor(asked / 2)))
      coarse = false
      refused.add(at)
    },
  }
}
