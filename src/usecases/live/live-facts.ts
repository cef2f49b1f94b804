import type { Instant } from '../../domain/instant'
import type { LivePrice, OddsEvent } from '../../domain/live-event'
import type { PriceFact } from '../../domain/price-fact'
import { createPriceLines } from '../../domain/price-lines'

/** Prices of one race that were heard while it was watched, as the database would tell them: its facts, and the newest price of each runner and market. */
export interface LiveFacts {
  /** Whether any price that a model reads is another one now, or a runner was removed or came back. What was matched alone moves nothing. */
  take(event: OddsEvent): boolean
  /** Runners that a market of the race removed and its card did not, so far as is known. */
  readonly removed: ReadonlySet<number>
  /** Runners that the card has out. From then on the card is believed, whatever it says later. */
  onCard(out: Iterable<number>): void
  /** Everything that was heard before `asOf`. */
  facts(asOf: Instant): readonly PriceFact[]
  /** Whether a fact of the database was heard here too. */
  has(fact: PriceFact): boolean
}

/** What of a market and a runner is told at most: a fact a minute is a day's. Then the second oldest goes. */
const MOST_FACTS = 1_440
const MOST_MARKETS = 50

interface Line { readonly facts: PriceFact[]; newest: PriceFact | null }
const nameOf = ({ runnerId, source, bookmaker }: Pick<PriceFact, 'runnerId' | 'source' | 'bookmaker'>): string => `${runnerId}/${source}/${bookmaker}`

export function createLiveFacts(everyMs: number): LiveFacts {
  const maker = createPriceLines({ everyMs, mostMarkets: MOST_MARKETS })
  const lines = new Map<string, Line>()
  const lineOf = (name: string): Line => {
    const known = lines.get(name) ?? { facts: [], newest: null }
    lines.set(name, known)
    return known
  }
  /** Markets that removed a runner. */
  const removedBy = new Map<number, Set<number>>()
  const [removed, onCard] = [new Set<number>(), new Set<number>()]
  const remove = (market: number, { runnerId, status }: LivePrice): boolean => {
    const by = removedBy.get(runnerId) ?? new Set<number>()
    removedBy.set(runnerId, by)
    if (status === 'REMOVED') by.add(market)
    else by.delete(market)
    const out = by.size > 0 && !onCard.has(runnerId)
    if (out === removed.has(runnerId)) return false
    if (out) removed.add(runnerId)
    else removed.delete(runnerId)
    return true
  }
  return {
    take: (event) => {
      const { market, prices, at, whole } = event
      if (market.type !== 'WIN') return false
      for (const fact of maker.take(event)) {
        const { facts } = lineOf(nameOf(fact))
        const { runnerId, source, kind, bookmaker, decimal, volume } = fact
        facts.push({ runnerId, source, kind, bookmaker, decimal, volume, at: fact.at, knownAt: fact.at })
        if (facts.length > MOST_FACTS) facts.splice(1, 1)
      }
      let moved = false
      for (const price of prices) {
        const { runnerId, decimal, matched } = price
        if (remove(market.id, price)) moved = true
        const line = lineOf(nameOf({ ...market, runnerId }))
        const { newest } = line
        if (newest?.decimal === decimal && newest.volume === matched && whole) continue
        if ((newest?.decimal ?? null) !== decimal) moved = true
        line.newest = decimal === null ? null : { runnerId, source: market.source, kind: 'FLUCTUATION', bookmaker: market.bookmaker, decimal, volume: matched, at, knownAt: at }
      }
      return moved
    },
    removed,
    onCard: (out) => { for (const runnerId of out) { onCard.add(runnerId); removed.delete(runnerId) } },
    facts: (asOf) => [...lines.values()].flatMap(({ facts, newest }) => (newest === null || newest.at <= (facts[facts.length - 1]?.at ?? -Infinity) ? facts : [...facts, newest]))
      .map((fact) => (fact.knownAt < asOf ? fact : { ...fact, knownAt: asOf - 1 as Instant })),
    has: (fact) => fact.at >= (lines.get(nameOf(fact))?.facts[0]?.at ?? Infinity),
  }
}
