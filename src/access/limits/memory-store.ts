import { afterTaking, settledAt, suffices } from './bucket'
import type { Asked, LimitStore, Place, Taken } from './store'

/** Most budgets that are remembered; beyond, the one that was not touched for longest is forgotten, which is to whole again. Some 150 bytes each. */
const MOST = 100_000
/** Whole budgets that each new one may clear away. */
const CLEARED = 4

export interface MemoryStore extends LimitStore { take(asked: Asked): Taken; readonly size: number }
/** The numbers of this process alone. `now`: milliseconds. `places`: how many of each are held; its size is bounded by their limits. */
export function createMemoryStore(now: () => number, most = MOST, places = new Map<string, number>()): MemoryStore {
  const buckets = new Map<string, number>()
  const clear = (at: number): void => {
    let looked = 0
    for (const [key, fullAt] of buckets) {
      if (fullAt > at && buckets.size < most) return
      buckets.delete(key)
      if (++looked === CLEARED) return
    }
  }
  const write = (key: string, fullAt: number, at: number): void => {
    // Moves it to the end, so that the first is the one that was not touched for longest.
    if (!buckets.delete(key)) clear(at)
    if (fullAt > at) buckets.set(key, fullAt)
  }
  const hold = ({ key }: Place, count: 1 | -1): void => {
    const held = (places.get(key) ?? 0) + count
    if (held > 0) places.set(key, held)
    else places.delete(key)
  }
  return {
    take: ({ budgets, place, cost, penalty, force }: Asked): Taken => {
      const at = now()
      const before = budgets.map((budget) => settledAt(buckets.get(budget.key), at, budget))
      const short = budgets.findIndex((budget, i) => !suffices(before[i] ?? at, at, cost, budget))
      const refused = place !== null && (places.get(place.key) ?? 0) >= place.limit ? 'place' : short === -1 ? null : short
      const taken = refused === null || force ? cost : penalty
      const after = budgets.map((budget, i) => settledAt(afterTaking(before[i] ?? at, taken, budget), at, budget))
      if (place !== null && (refused === null || force)) hold(place, 1)
      budgets.forEach(({ key }, i) => { write(key, after[i] ?? at, at) })
      return { refused, at, fullAt: refused === null || force ? after : before }
    },
    giveBack: ({ budgets, place }, cost) => {
      const at = now()
      if (place !== null) hold(place, -1)
      if (cost !== 0) for (const budget of budgets) write(budget.key, settledAt(afterTaking(settledAt(buckets.get(budget.key), at, budget), -cost, budget), at, budget), at)
    },
    close: async () => undefined,
    get size() { return buckets.size },
  }
}
