import type { Instant } from '../../domain/instant'
import type { OddsEvent } from '../../domain/live-event'
import type { PriceFact } from '../../domain/price-fact'

const MINUTE_MS = 60_000
/** Features look back an hour: of more than that only the first price is kept. */
const KEPT_MS = 70 * MINUTE_MS

/** Prices of one race that were heard while it was watched, as features read them: the newest of each runner and market, one a minute before it for 70 minutes, and the first. */
export interface LiveFacts {
  /** Whether any price that a model reads is another one now, or a runner was removed or came back. What was matched alone moves nothing. */
  take(event: OddsEvent): boolean
  /** Runners that a market of the race removed. */
  readonly removed: ReadonlySet<number>
  /** Everything known before `asOf`. */
  facts(asOf: Instant): readonly PriceFact[]
}

export function createLiveFacts(): LiveFacts {
  /** By market and runner, oldest first. */
  const prices = new Map<string, PriceFact[]>()
  const removed = new Set<number>()
  return {
    take: ({ market, prices: told, at }) => {
      if (market.type !== 'WIN') return false
      let moved = false
      for (const { runnerId, status, decimal, matched } of told) {
        const out = status === 'REMOVED'
        if (out !== removed.has(runnerId)) { moved = true; if (out) removed.add(runnerId); else removed.delete(runnerId) }
        if (decimal === null) continue
        const key = `${market.id}/${runnerId}`
        const fact: PriceFact = { runnerId, source: market.source, kind: 'FLUCTUATION', bookmaker: market.bookmaker, decimal, volume: matched, at, knownAt: at }
        const known = prices.get(key)
        moved ||= known?.[known.length - 1]?.decimal !== decimal
        if (known === undefined) prices.set(key, [{ ...fact, kind: 'OPEN' }])
        else add(known, fact)
      }
      return moved
    },
    removed,
    facts: (asOf) => [...prices.values()].flat().map((fact) => (fact.knownAt < asOf ? fact : { ...fact, knownAt: asOf - 1 as Instant })),
  }
}

/** The last of each minute, the first of all, and nothing between that is older than what features look at. */
function add(known: PriceFact[], fact: PriceFact): void {
  const last = known[known.length - 1]
  const isSameMinute = last !== undefined && known.length > 1 && Math.floor(last.at / MINUTE_MS) === Math.floor(fact.at / MINUTE_MS)
  if (isSameMinute) known[known.length - 1] = fact
  else known.push(fact)
  while (known.length > 2 && (known[1] as PriceFact).at < fact.at - KEPT_MS) known.splice(1, 1)
}
