import type { MarketLeases } from './ports'

/** Leases of a process that is alone: whatever it asks for is its own. */
export function alwaysLeased(): MarketLeases {
  const held = new Set<string>()
  const told = new Set<(market: string) => void>()
  return {
    take: async (market) => { held.add(market); return true },
    holds: (market) => held.has(market),
    onLost: (listener) => { told.add(listener) },
    release: async (market) => { if (held.delete(market)) for (const listener of told) listener(market) },
    close: async () => { held.clear() },
  }
}
