import type { Tier } from '../tier'

/** Every operation that RACEGRAPH_MAX_COST lets pass fits into the smallest budget of a minute, when it is whole. */
export const BUILT_IN_TIERS = {
  anonymous: { costPerMinute: 60_000, costPerDay: 3_000_000, costPerMinuteByAddress: null, operations: 20, subscriptions: 200, connections: 50 },
  free: { costPerMinute: 120_000, costPerDay: 10_000_000, costPerMinuteByAddress: 240_000, operations: 10, subscriptions: 100, connections: 10 },
  partner: { costPerMinute: 1_000_000, costPerDay: 300_000_000, costPerMinuteByAddress: null, operations: 50, subscriptions: 2_000, connections: 200 },
  internal: { costPerMinute: 10_000_000, costPerDay: null, costPerMinuteByAddress: null, operations: 200, subscriptions: 20_000, connections: 5_000 },
  unlimited: { costPerMinute: null, costPerDay: null, costPerMinuteByAddress: null, operations: null, subscriptions: null, connections: null },
} as const satisfies Readonly<Record<string, Tier>>

export interface Tiers {
  readonly names: readonly string[]
  /** `name` is the one that counts: the smallest where there is none of that name. */
  of(name: string): { readonly name: string; readonly tier: Tier }
}
/** Most unknown names that are told of. */
const TOLD = 100
const size = ({ costPerMinute, costPerDay }: Tier): number => (costPerMinute ?? Infinity) + (costPerDay ?? Infinity)

/** The built-in tiers, and those given beside or instead of them. `unknown` is told once of each name that is none. */
export function tiersOf(given: Readonly<Record<string, Tier>>, unknown: (name: string, instead: string) => void): Tiers {
  const tiers = new Map<string, Tier>(Object.entries({ ...BUILT_IN_TIERS, ...given }))
  const smallest = [...tiers].reduce((least, each) => (size(each[1]) < size(least[1]) ? each : least))
  const told = new Set<string>()
  const instead = { name: smallest[0], tier: smallest[1] }
  const known = new Map([...tiers].map(([name, tier]) => [name, { name, tier }]))
  return {
    names: [...tiers.keys()],
    of: (name) => {
      const found = known.get(name)
      if (found !== undefined) return found
      if (!told.has(name) && told.size < TOLD) {
        told.add(name)
        unknown(name, instead.name)
      }
      return instead
    },
  }
}
